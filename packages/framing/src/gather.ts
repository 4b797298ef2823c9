// Holds the bytes of frames that are not complete yet, so that a body which spans chunks is copied once.

const FIRST_CAPACITY = 64

/** A growing copy of the stream from `start` on; exact in size where the frame's size is known. */
export class Gather {
  /** Stream offset of the first byte held. */
  start = 0
  length = 0
  #bytes = new Uint8Array(0)

  /** Forgets the bytes; those given out stay with whom they were given to. */
  restart(start: number): void {
    this.start = start
    this.length = 0
    this.#bytes = new Uint8Array(0)
  }

  /** Appends `chunk[from, to)`. `expected` is the size the whole is known to reach, in bytes. */
  append(chunk: Uint8Array, from: number, to: number, expected: number | undefined): void {
    const length = this.length + to - from
    if (length > this.#bytes.length || (expected !== undefined && expected > this.#bytes.length)) {
      const roomy = Math.max(FIRST_CAPACITY, length, Math.min(2 * this.#bytes.length, 2 * length))
      const grown = new Uint8Array(expected !== undefined && expected >= length ? expected : roomy)
      grown.set(this.#bytes.subarray(0, this.length))
      this.#bytes = grown
    }
    if (to - from < 16) {
      for (let index = from; index < to; index++)
        this.#bytes[this.length + index - from] = chunk[index] as number
    } else {
      this.#bytes.set(chunk.subarray(from, to), this.length)
    }
    this.length = length
  }

  /** A view on the bytes held of the stream's `[start, end)`. */
  view(start: number, end: number): Uint8Array {
    return this.#bytes.subarray(start - this.start, end - this.start)
  }
}
