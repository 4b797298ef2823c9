// Holds the bytes of frames that are not complete yet, so that a body which spans chunks is copied once.

const FIRST_CAPACITY = 64
/** Up to so many bytes a loop is faster than the engine's `set`. */
const FEW = 16
const NO_BYTES: Uint8Array = new Uint8Array(0)

/** A growing copy of the stream from `start` on; exact in size where the frame's size is known. */
export class Gather {
  /** Stream offset of the first byte held. */
  start = 0
  length = 0
  #bytes = NO_BYTES

  /** Forgets the bytes; those given out stay with whom they were given to. */
  restart(start: number): void {
    this.start = start
    this.length = 0
    this.#bytes = NO_BYTES
  }

  /** Appends `chunk[from, to)`. `expected` is the size the whole is known to reach, in bytes. */
  append(chunk: Uint8Array, from: number, to: number, expected: number | undefined): void {
    const old = this.length
    const length = old + to - from
    if (length > this.#bytes.length || (expected !== undefined && expected > this.#bytes.length)) {
      const roomy = Math.max(FIRST_CAPACITY, length, Math.min(2 * this.#bytes.length, 2 * length))
      const grown = new Uint8Array(expected !== undefined && expected >= length ? expected : roomy)
      copy(this.#bytes, 0, old, grown, 0)
      this.#bytes = grown
    }
    copy(chunk, from, to, this.#bytes, old)
    this.length = length
  }

  /** A view on the bytes held of the stream's `[start, end)`. */
  view(start: number, end: number): Uint8Array {
    const { buffer, byteOffset } = this.#bytes
    return new Uint8Array(buffer, byteOffset + start - this.start, end - start)
  }
}

/** Copies `source[from, to)` to `target` at `at`. */
function copy(source: Uint8Array, from: number, to: number, target: Uint8Array, at: number): void {
  const size = to - from
  if (size > FEW) {
    target.set(new Uint8Array(source.buffer, source.byteOffset + from, size), at)
  } else {
    for (let index = 0; index < size; index++) target[at + index] = source[from + index] as number
  }
}
