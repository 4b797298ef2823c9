// For every framing whose header tells the frame's size: read the header, skip to the end, again.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from './frame-columns.ts'
import { sayByte, sayMark, type Mark } from './marks.ts'

/** What {@link SizedCutter.readHeader} says when it needs more bytes. */
export const MORE = 0
/** What {@link SizedCutter.readHeader} says after it has called `fail`. */
export const FAULT = -1

/**
 * A body is skipped in one step however long it is; only a header cut by a chunk's end is copied, a few bytes, and
 * read again as each further byte comes.
 */
export abstract class SizedCutter extends Cutter {
  protected readonly max: number
  /** Bytes in front of the body in the frame at hand. */
  protected header = 0
  /** Bytes behind it. */
  protected trailer = 0
  /** What the frame's last bytes must be. */
  protected readonly ends: Mark
  #frameEnd = -1
  readonly #carry: Uint8Array
  #carried = 0

  /** `longest` is the most bytes that a header takes. */
  constructor(max: number, longest: number, ends: Mark = []) {
    super()
    this.max = max
    this.ends = ends
    this.#carry = new Uint8Array(longest)
  }

  /**
   * Reads the header that begins at `bytes[at]`, of which the bytes up to `limit` are there; sets `header` and
   * `trailer`.
   * @returns the whole frame's size, checked against `max` and not below header and trailer; or MORE; or FAULT.
   */
  protected abstract readHeader(bytes: Uint8Array, at: number, limit: number): number

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    if (this.#frameEnd - base > chunk.length && this.ends.length === 0) return chunk.length
    const last = out.count + most
    if (this.#frameEnd < 0 && this.#carried === 0) return this.walk(chunk, from, base, out, last)
    const next = this.#resume(chunk, from, base, out)
    if (next === chunk.length || this.fault !== undefined || out.count >= last) return next
    return this.walk(chunk, next, base, out, last)
  }

  /** Walks whole frames from index `pos`, where a frame begins, until the columns have `last` rows. */
  protected walk(chunk: Uint8Array, from: number, base: number, out: FrameColumns, last: number): number {
    let pos = from
    const limit = chunk.length
    while (pos < limit && out.count < last) {
      this.frameStart = base + pos
      const size = this.readHeader(chunk, pos, limit)
      if (size === MORE) return this.carry(chunk, pos)
      if (size === FAULT) return pos
      const end = pos + size
      if (end > limit) return this.leaveOpen(chunk, pos, base, size)
      if (this.ends.length > 0 && !this.#endsRight(chunk, base, base + end)) return pos
      out.push(base + pos, base + end, this.header, this.trailer)
      pos = end
    }
    this.frameStart = base + pos
    return pos
  }

  /** Keeps the bytes of a header that the chunk's end has cut. */
  protected carry(chunk: Uint8Array, pos: number): number {
    for (let index = pos; index < chunk.length; index++) this.#carry[this.#carried++] = chunk[index] as number
    return chunk.length
  }

  /** Notes a frame whose header is read and whose end lies beyond the chunk. */
  protected leaveOpen(chunk: Uint8Array, pos: number, base: number, size: number): number {
    this.frameStart = base + pos
    this.needed = size
    this.#frameEnd = base + pos + size
    if (this.ends.length > 0 && !this.#endsRight(chunk, base, this.#frameEnd)) return pos
    return chunk.length
  }

  /** Goes on with the frame that an earlier chunk began. */
  #resume(chunk: Uint8Array, from: number, base: number, out: FrameColumns): number {
    let pos = from
    while (this.#frameEnd < 0) {
      if (pos === chunk.length) return pos
      this.#carry[this.#carried++] = chunk[pos++] as number
      const size = this.readHeader(this.#carry, 0, this.#carried)
      if (size === FAULT) return pos
      if (size !== MORE) {
        this.needed = size
        this.#frameEnd = this.frameStart + size
        this.#carried = 0
      }
    }
    if (this.ends.length > 0 && !this.#endsRight(chunk, base, this.#frameEnd)) return pos
    const end = this.#frameEnd - base
    if (end > chunk.length) return chunk.length
    out.push(this.frameStart, this.#frameEnd, this.header, this.trailer)
    this.frameStart = this.#frameEnd
    this.#frameEnd = -1
    this.needed = undefined
    return end
  }

  /** Checks those of the frame's last bytes that lie in this chunk. */
  #endsRight(chunk: Uint8Array, base: number, frameEnd: number): boolean {
    const first = frameEnd - this.ends.length - base
    for (let index = 0; index < this.ends.length; index++) {
      const at = first + index
      const wanted = this.ends[index] as number
      if (at < 0 || at >= chunk.length || wanted < 0 || chunk[at] === wanted) continue
      this.fail('DELIMITER_MISSING', 0, { value: sayByte(chunk[at]), limit: sayMark(this.ends) })
      return false
    }
    return true
  }
}
