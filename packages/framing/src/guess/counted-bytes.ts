// Which bytes of a frame are its length.
import { fieldType } from '../spec/length-field.ts'
import type { PlainSpec } from '../spec/spec.ts'

/** Offset and size in the frame; without a size they go on to the end of the header. */
export interface CountedBytes {
  readonly at: number
  readonly size: number | undefined
}

/** `undefined` if frames of this kind do not begin with how long they are. */
export const countedBytes = (spec: PlainSpec): CountedBytes | undefined => {
  switch (spec.kind) {
    case 'length':
      return { at: spec.at ?? 0, size: fieldType(spec.type).size }
    case 'varint':
      return { at: spec.at ?? 0, size: undefined }
    case 'ber':
    case 'websocket':
      return { at: 1, size: 1 }
    case 'digits':
    case 'netstring':
      return { at: 0, size: undefined }
    default:
      return undefined
  }
}
