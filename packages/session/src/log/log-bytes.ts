// The log's bytes, kept once: a payload is found by its place in the file and never copied to a lane.
import { bisectRight } from '../columns/bisect.ts'
import { Fragments } from './fragments.ts'

/** How much more than the window may be held, as a part of it, so that bytes are released in small parts. */
const SLACK = 1 / 8

/** Places from here on are for bytes in several pieces of the file. */
const FRAGMENTED = 2 ** 51
/** Places from here on are not in the file: they are for bytes reassembled from several packets. */
const ASIDE = 2 ** 52

/** Fills `target` with the file's bytes from `place` on. */
export type ReadBack = (target: Uint8Array, place: number) => void

export interface LogBytesOptions {
  /** How many of the newest bytes stay in memory at least; all of them if it is not given. */
  readonly window?: number
  /** Reads older bytes again; without it they are gone. */
  readonly readBack?: ReadBack
}

export class LogBytes {
  #aside: LogBytes | undefined
  #fragments: Fragments | undefined
  #chunks: Uint8Array[] = []
  #starts: number[] = []
  #held = 0
  readonly #window: number
  readonly #readBack: ReadBack | undefined
  length = 0

  constructor({ window = Infinity, readBack }: LogBytesOptions = {}) {
    this.#window = window
    this.#readBack = readBack
  }

  /** Takes the next bytes of the file by reference: the caller must not change them afterwards. */
  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    // Store a plain view, because a Node Buffer's own `subarray` takes longer.
    this.#chunks.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length))
    this.#starts.push(this.length)
    this.length += chunk.length
    this.#held += chunk.length
    if (this.#held > this.#window * (1 + SLACK)) this.#forget()
  }

  /** Keeps bytes that are not in the file in this form, such as a reassembled datagram. Returns their place. */
  keep(bytes: Uint8Array): number {
    // Bytes that are not in the file cannot be read from it again.
    this.#aside ??= new LogBytes(this.#readBack ? {} : { window: this.#window })
    const place = ASIDE + this.#aside.length
    this.#aside.append(bytes)
    return place
  }

  /** Returns a place at which the `more` bytes at `next` follow the `length` bytes at `place`, without a copy. */
  join(place: number, length: number, next: number, more: number): number {
    this.#fragments ??= new Fragments()
    const from = isFragmented(place) ? place - FRAGMENTED : this.#fragments.begin(place, length)
    return FRAGMENTED + this.#fragments.extend(from, next, more)
  }

  /** Whether the byte at `place` and those after it are still available. */
  has(place: number): boolean {
    if (place >= ASIDE) return this.#aside?.has(place - ASIDE) ?? false
    if (isFragmented(place)) return this.#pieces(place, 1).every((piece) => this.has(piece.place))
    return this.#readBack !== undefined || place >= (this.#starts[0] ?? 0)
  }

  /** The offset in the log of the byte at `place`; 0 if it is kept outside the log. */
  inLog(place: number): number {
    if (place >= ASIDE) return 0
    return isFragmented(place) ? (this.#pieces(place, 1)[0]?.place ?? 0) : place
  }

  /** Whether the `length` bytes at both places are equal, as far as they are still available. */
  same(place: number, other: number, length: number): boolean {
    if (!this.has(place) || !this.has(other)) return true
    const a = this.view(place, length)
    const b = this.view(other, length)
    return a.every((byte, index) => byte === b[index])
  }

  /** `length` bytes at the file offset `place`: a view if they lie in one chunk, else a copy. */
  view(place: number, length: number): Uint8Array {
    if (place >= ASIDE && this.#aside) return this.#aside.view(place - ASIDE, length)
    if (isFragmented(place)) {
      const copy = new Uint8Array(length)
      this.copyTo(copy, 0, place, length)
      return copy
    }
    // The newest chunk is needed most, because framing follows reading.
    const last = this.#chunks.length - 1
    const index = place >= (this.#starts[last] ?? 0) ? last : this.#chunkAt(place)
    const chunk = this.#chunks[index]
    const from = place - (this.#starts[index] ?? 0)
    if (chunk && from + length <= chunk.length) return chunk.subarray(from, from + length)
    const copy = new Uint8Array(length)
    this.copyTo(copy, 0, place, length)
    return copy
  }

  /** Copies `length` bytes at the file offset `place` to `target` at `at`. */
  copyTo(target: Uint8Array, at: number, place: number, length: number): void {
    if (place >= ASIDE && this.#aside) {
      this.#aside.copyTo(target, at, place - ASIDE, length)
      return
    }
    if (isFragmented(place)) {
      for (const piece of this.#pieces(place, length)) {
        this.copyTo(target, at, piece.place, piece.length)
        at += piece.length
      }
      return
    }
    let index = this.#chunkAt(place)
    if (index < 0 && this.#readBack) {
      this.#readBack(target.subarray(at, at + length), place)
      return
    }
    let from = place - (this.#starts[index] ?? 0)
    let done = 0
    while (done < length) {
      const chunk = this.#chunks[index]
      if (!chunk) throw new RangeError(`log bytes ${place} to ${place + length} are not held`)
      const part = chunk.subarray(from, Math.min(chunk.length, from + length - done))
      target.set(part, at + done)
      done += part.length
      index += 1
      from = 0
    }
  }

  #pieces(place: number, length: number) {
    return [...(this.#fragments?.pieces(place - FRAGMENTED, length) ?? [])]
  }

  /** The index of the chunk that holds `place`; -1 for one before them all. */
  #chunkAt(place: number): number {
    return bisectRight(this.#starts, place, 0, this.#starts.length) - 1
  }

  /** Drops the oldest chunks down to the window. */
  #forget(): void {
    let drop = 0
    while (drop < this.#chunks.length - 1 && this.#held - (this.#chunks[drop]?.length ?? 0) >= this.#window) {
      this.#held -= this.#chunks[drop]?.length ?? 0
      drop += 1
    }
    this.#chunks = this.#chunks.slice(drop)
    this.#starts = this.#starts.slice(drop)
  }
}

const isFragmented = (place: number): boolean => place >= FRAGMENTED && place < ASIDE
