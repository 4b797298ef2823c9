// Frames that end at the first of some delimiters.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from './frame-columns.ts'

/**
 *     +----------------+-----------+
 *     |      body      | delimiter |     header 0, trailer = the delimiter's bytes
 *     +----------------+-----------+
 *
 * A frame ends with the first byte that completes any delimiter; where that byte completes several, the longest is
 * the trailer. This needs no look ahead, so it is the same however the stream is cut.
 *
 * Each byte is looked at once for "can a delimiter end here?"; only where it can are the bytes before it compared.
 */
export class DelimiterCutter extends Cutter {
  readonly #max: number
  /** The delimiters, longest first. */
  readonly #delimiters: readonly Uint8Array[]
  readonly #longest: number
  /** Last byte of every delimiter, where they share it; else -1. */
  readonly #lastByte: number
  /** 1 for each byte that ends a delimiter. */
  readonly #ends = new Uint8Array(256)
  /** The frame's bytes right before the chunk, as many as a delimiter may reach back. */
  #tail: Uint8Array = new Uint8Array(0)

  constructor(delimiters: readonly Uint8Array[], max: number) {
    super()
    this.#max = max
    this.#delimiters = [...delimiters].sort((a, b) => b.length - a.length)
    this.#longest = this.#delimiters[0]?.length ?? 0
    for (const delimiter of delimiters) this.#ends[delimiter.at(-1) as number] = 1
    this.#lastByte = this.#ends.reduce((sum, flag) => sum + flag, 0) === 1 ? this.#ends.indexOf(1) : -1
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    const limit = chunk.length
    let start = this.frameStart - base
    let pos = from
    while (out.count < last) {
      const at = this.#next(chunk, pos, limit)
      if (at < 0) break
      const length = this.#longest === 1 ? 1 : this.#lengthAt(chunk, at, Math.max(start, 0))
      pos = at + 1
      if (length === 0) continue
      if (pos - start > this.#max) return this.#tooLong(base + start, limit)
      out.push(base + start, base + pos, 0, length)
      start = pos
      this.#tail = NO_BYTES
    }
    this.frameStart = base + start
    if (out.count >= last) return pos
    if (limit - start > this.#max) return this.#tooLong(base + start, limit)
    this.#keepTail(chunk, from, start)
    return limit
  }

  /** Index of the next byte that could end a delimiter, or -1. */
  #next(chunk: Uint8Array, from: number, limit: number): number {
    if (this.#lastByte >= 0) return chunk.indexOf(this.#lastByte, from)
    const ends = this.#ends
    for (let index = from; index < limit; index++) if (ends[chunk[index] as number] === 1) return index
    return -1
  }

  /** Length of the longest delimiter that the byte at `last` completes, within the frame; 0 for none. */
  #lengthAt(chunk: Uint8Array, last: number, frameFrom: number): number {
    const tail = this.#tail
    for (const delimiter of this.#delimiters) {
      const first = last - delimiter.length + 1
      if (first < frameFrom - tail.length) continue
      let index = delimiter.length - 1
      while (index >= 0) {
        const at = first + index
        const byte = at >= frameFrom ? chunk[at] : tail[tail.length + at - frameFrom]
        if (byte !== delimiter[index]) break
        index--
      }
      if (index < 0) return delimiter.length
    }
    return 0
  }

  #keepTail(chunk: Uint8Array, from: number, start: number): void {
    const keep = this.#longest - 1
    if (keep === 0) return
    const fresh = chunk.subarray(Math.max(start, from, chunk.length - keep))
    const old = this.#tail.subarray(Math.max(0, this.#tail.length - (keep - fresh.length)))
    const tail = new Uint8Array(old.length + fresh.length)
    tail.set(old)
    tail.set(fresh, old.length)
    this.#tail = tail
  }

  #tooLong(frameStart: number, index: number): number {
    this.frameStart = frameStart
    return this.fail('FRAME_TOO_LONG', index, { limit: this.#max })
  }
}

const NO_BYTES = new Uint8Array(0)
