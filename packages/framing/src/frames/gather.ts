// Holds the bytes of frames that are not complete yet, so that a body which spans chunks is copied once.

/** Frames up to this size share slabs, because allocating memory takes longer than filling it. */
const SMALL = 4096
const SLAB = 32_768
/** Room is at most this many times what is known to be needed. */
const MOST_SPARE = 4
/** A frame that announces more bytes gets its room only as they come, because what it announces may never come. */
const ON_TRUST = 1 << 20
/** Up to this many bytes a loop is faster than the engine's `set`. */
const FEW = 16
const NO_BYTES: Uint8Array = new Uint8Array(0)

/**
 * A copy of the stream from `start` on. If the frame's size is known, the room is exact, or grows towards it where the
 * frame is very large; if not, it is as long as the frame before, or twice what is held. Room is never used twice, so views on it stay valid. Small frames lie side by
 * side in one slab.
 */
export class Gather {
  /** Stream offset of the first byte held. */
  start = 0
  length = 0
  /** The memory of the room: the bytes from `#at` on, `#room` of them. */
  #bytes = NO_BYTES
  #at = 0
  #room = 0
  /** Length of the last large frame: if sizes are not known, the next is assumed to be as long. */
  #before = 0
  #slab = NO_BYTES
  #slabUsed = 0

  /** Forgets the bytes. Views already given out stay valid. */
  restart(start: number): void {
    const { length } = this
    const isLast = this.#bytes === this.#slab && this.#at + this.#room === this.#slabUsed
    if (isLast) this.#slabUsed = this.#at + length
    this.start = start
    if (length > SMALL) this.#before = length
    this.length = 0
    this.#bytes = NO_BYTES
    this.#room = 0
  }

  /** Appends `chunk[from, to)`. `expected` is the whole frame's size in bytes, if it is known. */
  append(chunk: Uint8Array, from: number, to: number, expected: number | undefined): void {
    const old = this.length
    const length = old + to - from
    if (expected === undefined || expected <= length) {
      if (length > this.#room) this.#grow(length, expected !== undefined)
    } else if (length > this.#room || (expected > this.#room && expected <= ON_TRUST)) {
      this.#grow(Math.min(expected, Math.max(ON_TRUST, MOST_SPARE * length)), true)
    }
    copy(chunk, from, to, this.#bytes, this.#at + old)
    this.length = length
  }

  /** A view on the held bytes `[start, end)` of the stream. */
  view(start: number, end: number): Uint8Array {
    const { buffer, byteOffset } = this.#bytes
    return new Uint8Array(buffer, byteOffset + this.#at + start - this.start, end - start)
  }

  /** Makes room for `wanted` bytes, or more if the whole size is not known. Unused room goes back to the slab. */
  #grow(wanted: number, isAll: boolean): void {
    const bytes = this.#bytes
    const at = this.#at
    if (wanted > SMALL) {
      const alike = this.#before >= wanted && this.#before <= MOST_SPARE * wanted
      this.#room = isAll ? wanted : alike ? this.#before : 2 * wanted
      this.#bytes = new Uint8Array(this.#room)
      this.#at = 0
    } else {
      if (this.#slab.length - this.#slabUsed < wanted) {
        this.#slab = new Uint8Array(SLAB)
        this.#slabUsed = 0
      }
      this.#room = isAll ? wanted : this.#slab.length - this.#slabUsed
      this.#bytes = this.#slab
      this.#at = this.#slabUsed
      this.#slabUsed += this.#room
    }
    copy(bytes, at, at + this.length, this.#bytes, this.#at)
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
