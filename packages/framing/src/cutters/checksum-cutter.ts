// `crc=`: a frame whose checksum is wrong is none.
import type { Checksum } from '../spec/checksums.ts'
import { Cutter } from './cutter.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import { Gather } from '../frames/gather.ts'

/** Keeps the bytes of the unfinished frame, because the checksum is of all of them. `quietUntil` stays behind: every byte counts. */
export class ChecksumCutter extends Cutter {
  readonly #inner: Cutter
  readonly #isRight: Checksum
  readonly #name: string
  readonly #kept = new Gather()
  readonly #found = new FrameColumns()

  constructor(inner: Cutter, isRight: Checksum, name: string) {
    super()
    this.#inner = inner
    this.#isRight = isRight
    this.#name = name
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    const found = this.#found
    let pos = from
    while (pos < chunk.length && out.count < last && this.fault === undefined) {
      this.#inner.frameStart = this.frameStart
      const next = this.#inner.cut(chunk, pos, base, found, 1)
      this.fault = this.#inner.fault
      if (found.count === 0) {
        this.#keep(chunk, pos, base)
        pos = next
        break
      }
      const [start, end] = [found.start[0] as number, found.end[0] as number]
      this.frameStart = start
      if (this.#isRight(this.#whole(chunk, base, start, end)))
        out.push(start, end, found.header[0] as number, found.trailer[0] as number)
      else this.fail('CHECKSUM_WRONG', pos, { limit: this.#name })
      found.clear()
      pos = end - base
      if (this.fault === undefined) this.frameStart = end
    }
    this.needed = this.fault === undefined ? this.#inner.needed : undefined
    return pos
  }

  #keep(chunk: Uint8Array, pos: number, base: number): void {
    if (this.fault !== undefined) return
    this.frameStart = this.#inner.frameStart
    if (this.#kept.start !== this.frameStart || this.#kept.length === 0) this.#kept.restart(this.frameStart)
    const held = this.#kept.start + this.#kept.length
    this.#kept.append(chunk, Math.max(pos, held - base), chunk.length, this.#inner.needed)
  }

  #whole(chunk: Uint8Array, base: number, start: number, end: number): Uint8Array {
    if (start >= base) return chunk.subarray(start - base, end - base)
    const held = this.#kept.start + this.#kept.length
    if (end > held) this.#kept.append(chunk, held - base, end - base, end - start)
    return this.#kept.view(start, end)
  }
}
