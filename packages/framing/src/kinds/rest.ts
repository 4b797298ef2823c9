// `rest`: everything up to the end is one frame, because no boundary in it can be seen.
import { Cutter } from '../cutter.ts'
import type { FrameColumns } from '../frame-columns.ts'
import type { Kind } from '../kind.ts'
import type { RestSpec } from '../spec.ts'

class RestCutter extends Cutter {
  readonly #max: number

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number): number {
    const size = base + chunk.length - this.frameStart
    return size > this.#max ? this.fail('FRAME_TOO_LONG', from, { limit: this.#max }) : chunk.length
  }

  override finish(offset: number, out: FrameColumns): boolean {
    out.push(this.frameStart, offset, 0, 0)
    this.frameStart = offset
    return true
  }
}

export const rest: Kind<RestSpec> = {
  grammar: { says: 'everything up to the end is one frame', keys: [] },
  cutter: (_spec, max) => new RestCutter(max),
  fields: () => [],
  sentence: () => 'Everything up to the end of the stream is one frame.',
  diagram: () => [{ name: 'everything up to the end', size: undefined, role: 'body' }],
}
