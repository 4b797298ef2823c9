// The bytes at a framing error, of which hints speak.
import type { Direction } from '../frames/framer.ts'

export interface MisfitBytes {
  /** The stream from the error's offset on, as far as it is known; some kilobytes are enough. */
  readonly bytes: Uint8Array
  /** Whether the stream ends with them. */
  readonly isAll: boolean
  readonly side?: Direction | undefined
  /** The whole frame before the error's, if it is known. */
  readonly before?: Uint8Array | undefined
}
