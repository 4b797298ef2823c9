// `none`: each recv is taken for one message.
import { Cutter } from '../cutters/cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import type { NoneSpec } from '../spec/spec.ts'

/** Each push is one frame, all body. This is the only kind whose frames depend on how the stream is cut. */
class NoneCutter extends Cutter {
  readonly #max: number

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns): number {
    const size = chunk.length - from
    this.frameStart = base + from
    if (size > this.#max) return this.fail('FRAME_TOO_LONG', from, { value: size, limit: this.#max })
    if (size > 0) out.push(base + from, base + chunk.length, 0, 0)
    this.frameStart = base + chunk.length
    return chunk.length
  }
}

export const none: Kind<NoneSpec> = {
  grammar: { says: 'no framing: every recv counts as a message', keys: [] },
  cutter: (_spec, max) => new NoneCutter(max),
  encode: (_spec, body) => ({ ok: true, frame: body.slice() }),
  fields: () => [],
  sentence: () => 'There is no framing: whatever one recv returns counts as one message.',
  diagram: () => [{ name: 'whatever one recv returns', size: undefined, role: 'body' }],
}
