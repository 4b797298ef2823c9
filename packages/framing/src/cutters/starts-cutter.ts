// `starts=` of a framing that has no header: each frame begins with these bytes, and another framing cuts the rest of it.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { fits, sayByte, sayMark, type Mark } from '../spec/marks.ts'

/**
 *     +--------+-----------------------------+
 *     | starts |   a frame of another cutter |     header = starts and the other's header
 *     +--------+-----------------------------+
 */
export class StartsCutter extends Cutter {
  readonly #mark: Mark
  readonly #inner: Cutter
  readonly #max: number
  /** How many bytes of the mark the current frame has so far. */
  #matched = 0

  /** `inner` cuts frames of up to `max` bytes less than the mark has. */
  constructor(mark: Mark, inner: Cutter, max: number) {
    super()
    this.#mark = mark
    this.#inner = inner
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last && this.fault === undefined)
      pos =
        this.#matched < this.#mark.length
          ? this.#match(chunk, pos, base)
          : this.#cutOne(chunk, pos, base, out)
    return pos
  }

  /** Takes one byte of the mark. */
  #match(chunk: Uint8Array, pos: number, base: number): number {
    if (this.#matched === 0) this.frameStart = base + pos
    const wanted = this.#mark[this.#matched] as number
    if (!fits(wanted, chunk[pos]))
      return this.fail('START_WRONG', pos, {
        value: sayByte(chunk[pos]),
        limit: sayMark(this.#mark),
        within: this.#matched,
      })
    this.#matched += 1
    this.#inner.frameStart = base + pos + 1
    return pos + 1
  }

  #cutOne(chunk: Uint8Array, pos: number, base: number, out: FrameColumns): number {
    const row = out.count
    const next = this.#inner.cut(chunk, pos, base, out, 1)
    if (this.#inner.fault !== undefined) return this.fail(this.#inner.fault.code, next, { limit: this.#max })
    if (out.count === row) return next
    out.start[row] = this.frameStart
    out.header[row] = (out.header[row] as number) + this.#mark.length
    this.frameStart = this.#inner.frameStart
    this.#matched = 0
    return next
  }
}
