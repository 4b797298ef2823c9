// Pieces, cut anywhere, to lines. A line that lies in one piece is given where it lies; one that is cut is put together.
import { EMPTY } from './cursor.ts'

const NEWLINE = 10

/** Called with `bytes[start, end)`, without the line's end; valid during the call. */
export type TakeLine = (bytes: Uint8Array, start: number, end: number) => void

export class LineSplitter {
  readonly #take: TakeLine
  readonly #tooLong: () => void
  readonly #max: number
  /** The beginning of a line whose end has not come. */
  #held = EMPTY
  #length = 0
  #skipping = false

  /** Calls `tooLong` once, instead of `take`, for a line of more than `max` bytes. */
  constructor(max: number, take: TakeLine, tooLong: () => void) {
    this.#max = max
    this.#take = take
    this.#tooLong = tooLong
  }

  /** How many bytes of an unfinished line are kept. */
  get held(): number {
    return this.#length
  }

  push(piece: Uint8Array): void {
    let start = 0
    if (this.#length > 0 || this.#skipping) {
      const end = piece.indexOf(NEWLINE)
      this.#hold(end < 0 ? piece : piece.subarray(0, end))
      if (end < 0) return
      this.#release()
      start = end + 1
    }
    for (;;) {
      const end = piece.indexOf(NEWLINE, start)
      if (end < 0) break
      if (end - start > this.#max) this.#tooLong()
      else this.#take(piece, start, end)
      start = end + 1
    }
    if (start < piece.length) this.#hold(piece.subarray(start))
  }

  /** Gives the last line if no line end came after it. */
  end(): void {
    if (this.#length > 0 || this.#skipping) this.#release()
  }

  #hold(part: Uint8Array): void {
    if (this.#skipping) return
    const length = this.#length + part.length
    if (length > this.#max) {
      this.#skipping = true
      this.#held = EMPTY
      this.#length = 0
      this.#tooLong()
      return
    }
    if (length > this.#held.length) {
      const grown = new Uint8Array(Math.max(length * 2, 4096))
      grown.set(this.#held.subarray(0, this.#length))
      this.#held = grown
    }
    this.#held.set(part, this.#length)
    this.#length = length
  }

  #release(): void {
    const length = this.#length
    this.#length = 0
    if (!this.#skipping) this.#take(this.#held, 0, length)
    this.#skipping = false
    if (this.#held.length > MAX_KEPT) this.#held = EMPTY
  }
}

/** A longer buffer is given up when its line has been read. */
const MAX_KEPT = 1024 * 1024
