// Cuts frames that end at the first of several delimiters.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'

/**
 *     +----------------+-----------+
 *     |      body      | delimiter |     header 0, trailer = the delimiter's bytes
 *     +----------------+-----------+
 *
 * A frame ends with the first byte that completes any delimiter. If that byte completes several, the longest is the
 * trailer. This needs no look-ahead, so the result is the same however the stream is cut.
 *
 * Each byte is checked once: can a delimiter end here? Only if it can are the bytes before it compared.
 */
export class DelimiterCutter extends Cutter {
  readonly #max: number
  /** The delimiters, longest first. */
  readonly #delimiters: readonly Uint8Array[]
  readonly #longest: number
  /** Last byte of every delimiter if they share it; else -1. */
  readonly #lastByte: number
  /** 1 for each byte that ends a delimiter. */
  readonly #ends = new Uint8Array(256)
  /** One delimiter of one byte. */
  readonly #single: boolean
  /** Delimiters of two bytes that share both, perhaps with a delimiter that is their last byte `#alone`. */
  readonly #isPair: boolean
  readonly #before: number | undefined
  readonly #alone: boolean
  /** The frame's bytes right before the chunk, right-aligned: as many as a delimiter can reach back. */
  readonly #tail: Uint8Array
  #tailLength = 0
  /** Stream offset up to which no delimiter ends, because `views` has searched there before `cut`. */
  #searched = 0

  constructor(delimiters: readonly Uint8Array[], max: number) {
    super()
    this.#max = max
    this.#delimiters = [...delimiters].sort((a, b) => b.length - a.length)
    this.#longest = this.#delimiters[0]?.length ?? 0
    this.#tail = new Uint8Array(this.#longest - 1)
    for (const delimiter of delimiters) this.#ends[delimiter.at(-1) as number] = 1
    this.#lastByte = this.#ends.reduce((sum, flag) => sum + flag, 0) === 1 ? this.#ends.indexOf(1) : -1
    this.#single = this.#longest === 1 && this.#lastByte >= 0
    this.#before = this.#delimiters[0]?.[0]
    this.#alone = this.#delimiters.some((delimiter) => delimiter.length === 1)
    const pairs = this.#delimiters.filter((delimiter) => delimiter.length === 2)
    this.#isPair =
      this.#longest === 2 && this.#lastByte >= 0 && pairs.every((delimiter) => delimiter[0] === this.#before)
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    const limit = chunk.length
    const pos =
      this.#searched - base >= limit
        ? limit
        : this.#single
          ? this.#cutSingle(chunk, from, base, out, last)
          : this.#cutAny(chunk, from, base, out, last)
    if (this.fault !== undefined || out.count >= last) return pos
    if (base + limit - this.frameStart > this.#max) return this.#tooLong(limit)
    if (this.#longest > 1) this.#keepTail(chunk, Math.max(this.frameStart - base, from))
    return limit
  }

  /** One delimiter of one byte: only the engine's own search, which is fastest in Node's Buffer. */
  #cutSingle(chunk: Uint8Array, from: number, base: number, out: FrameColumns, last: number): number {
    const byte = this.#lastByte
    const max = this.#max
    let { start: starts, end: ends } = out
    let row = out.count
    let start = this.frameStart - base
    let pos = Math.max(from, this.#searched - base)
    while (row < last && pos < chunk.length) {
      const at = chunk.indexOf(byte, pos)
      if (at < 0) break
      pos = at + 1
      if (pos - start > max) {
        this.frameStart = base + start
        out.complete(row, 0, 1)
        return this.#tooLong(pos)
      }
      if (row === starts.length) {
        out.grow()
        ;({ start: starts, end: ends } = out)
      }
      starts[row] = base + start
      ends[row] = base + pos
      row++
      start = pos
    }
    out.complete(row, 0, 1)
    this.frameStart = base + start
    return pos
  }

  override views(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void {
    const { buffer, byteOffset, length: limit } = chunk
    const lastByte = this.#lastByte
    const single = this.#single
    const isPair = this.#isPair
    const max = this.#max
    let start = from
    let pos = from
    try {
      for (;;) {
        const at = lastByte >= 0 ? chunk.indexOf(lastByte, pos) : this.#nextEnd(chunk, pos, limit)
        if (at < 0) {
          this.#searched = base + limit
          break
        }
        pos = at + 1
        const length = single ? 1 : isPair ? this.#pairAt(chunk, at, start) : this.#lengthAt(chunk, at, start)
        if (length === 0) continue
        if (pos - start > max) break
        const front = start
        start = pos
        onBody(new Uint8Array(buffer, byteOffset + front, pos - front - length))
      }
    } finally {
      this.frameStart = base + start
      this.#tailLength = 0
    }
  }

  #cutAny(chunk: Uint8Array, from: number, base: number, out: FrameColumns, last: number): number {
    const limit = chunk.length
    const lastByte = this.#lastByte
    let start = this.frameStart - base
    let pos = Math.max(from, this.#searched - base)
    while (out.count < last && pos < limit) {
      const at = lastByte >= 0 ? chunk.indexOf(lastByte, pos) : this.#nextEnd(chunk, pos, limit)
      if (at < 0) break
      pos = at + 1
      const length = this.#isPair ? this.#pairAt(chunk, at, start) : this.#lengthAt(chunk, at, start)
      if (length === 0) continue
      this.frameStart = base + start
      if (pos - start > this.#max) return this.#tooLong(pos)
      out.push(base + start, base + pos, 0, length)
      start = pos
      this.#tailLength = 0
    }
    this.frameStart = base + start
    return pos
  }

  /** Index of the next byte that could end a delimiter, or -1. */
  #nextEnd(chunk: Uint8Array, from: number, limit: number): number {
    const ends = this.#ends
    for (let index = from; index < limit; index++) if (ends[chunk[index] as number] === 1) return index
    return -1
  }

  /** `\r\n`, with or without `\n` alone: only the byte before has to be checked. */
  #pairAt(chunk: Uint8Array, last: number, start: number): number {
    if (last > start) {
      const before = last > 0 ? chunk[last - 1] : this.#tail[0]
      if (before === this.#before) return 2
    }
    return this.#alone ? 1 : 0
  }

  /**
   * Length of the longest delimiter that the byte at `last` completes, or 0. A delimiter lies within its frame.
   * `start`, the frame's first index, is below 0 if the frame began in an earlier chunk.
   */
  #lengthAt(chunk: Uint8Array, last: number, start: number): number {
    const tail = this.#tail
    const front = Math.max(start, -this.#tailLength)
    for (const delimiter of this.#delimiters) {
      const first = last - delimiter.length + 1
      if (first < front) continue
      let index = delimiter.length - 1
      while (index >= 0) {
        const at = first + index
        if ((at >= 0 ? chunk[at] : tail[tail.length + at]) !== delimiter[index]) break
        index--
      }
      if (index < 0) return delimiter.length
    }
    return 0
  }

  /** Keeps the frame's last bytes, right-aligned; those of the chunk begin at `from`. */
  #keepTail(chunk: Uint8Array, from: number): void {
    const tail = this.#tail
    const fresh = Math.min(chunk.length - from, tail.length)
    if (fresh < tail.length) tail.copyWithin(0, fresh)
    for (let back = 1; back <= fresh; back++) tail[tail.length - back] = chunk[chunk.length - back] as number
    this.#tailLength = Math.min(tail.length, this.#tailLength + fresh)
  }

  #tooLong(index: number): number {
    return this.fail('FRAME_TOO_LONG', index, { limit: this.#max })
  }
}
