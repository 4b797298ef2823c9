// `rest`: everything up to the end is one frame, because no boundary in it can be seen.
import { Cutter } from '../cutters/cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind, Word } from './kind.ts'
import type { RestSpec } from '../spec/spec.ts'

class RestCutter extends Cutter {
  readonly #max: number
  readonly #apart: RestSpec['apart']

  constructor(max: number, apart: RestSpec['apart']) {
    super()
    this.#max = max
    this.#apart = apart
    this.isNoMessage = apart !== undefined
  }

  override cut(chunk: Uint8Array, from: number, base: number): number {
    const size = base + chunk.length - this.frameStart
    return size > this.#max ? this.fail('FRAME_TOO_LONG', from, { limit: this.#max }) : chunk.length
  }

  override finish(offset: number, out: FrameColumns): boolean {
    if (this.#apart === undefined) out.push(this.frameStart, offset, 0, 0)
    else out.pushApart(this.frameStart, offset, this.#apart)
    this.frameStart = offset
    return true
  }
}

const APART_WORD: Word = {
  name: 'apart',
  type: { is: 'choice', of: ['tunnel'] },
  says: 'what the bytes are, if they are no message',
}

export const rest: Kind<RestSpec> = {
  grammar: { says: 'everything up to the end is one frame', keys: [APART_WORD] },
  cutter: ({ apart }, max) => new RestCutter(max, apart),
  fields: () => [],
  sentence: ({ apart }) =>
    apart === undefined
      ? 'Everything up to the end of the stream is one frame.'
      : `Everything up to the end of the stream is one ${apart}, and no message.`,
  diagram: () => [{ name: 'everything up to the end', size: undefined, role: 'body' }],
}
