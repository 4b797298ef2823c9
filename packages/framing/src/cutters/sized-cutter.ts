// Cuts every framing whose header gives the frame's size: read the header, skip to the end, repeat.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { fits, sayByte, sayMark, type Mark } from '../spec/marks.ts'

/** What {@link SizedCutter.readHeader} returns when it needs more bytes. */
export const MORE = 0
/** What {@link SizedCutter.readHeader} returns after it has called `fail`. */
export const FAULT = -1

/**
 * A body is skipped in one step, however long it is. Only a header that a chunk's end has cut is copied (a few bytes)
 * and read again with each further byte.
 */
export abstract class SizedCutter extends Cutter {
  protected readonly max: number
  /** Bytes before the body in the current frame. */
  protected header = 0
  /** Bytes after the body. */
  protected trailer = 0
  /** What the frame's last bytes must be. */
  protected readonly ends: Mark
  /** Stream offset at which the current frame ends, once its header is read; else -1. */
  protected frameEnd = -1
  readonly #carry: Uint8Array
  /** How many bytes are held of a header that a chunk's end has cut. */
  protected carried = 0

  /** `longest` is the most bytes a header can have. */
  constructor(max: number, longest: number, ends: Mark = []) {
    super()
    this.max = max
    this.ends = ends
    this.#carry = new Uint8Array(longest)
  }

  /**
   * Reads the header that begins at `bytes[at]`; bytes up to `limit` are there. Sets `header` and `trailer`.
   * @returns the whole frame's size, checked against `max` and not below header and trailer; or MORE; or FAULT.
   */
  protected abstract readHeader(bytes: Uint8Array, at: number, limit: number): number

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    if (this.carried > 0) {
      pos = this.completeHeader(chunk, from)
      if (this.carried > 0) return pos
    }
    if (this.frameEnd >= 0) {
      if (this.ends.length > 0 && !this.#endsRight(chunk, base, this.frameEnd)) return pos
      pos = this.frameEnd - base
      if (pos > chunk.length) return chunk.length
      this.close(out)
    }
    return pos === chunk.length || out.count >= last ? pos : this.#walk(chunk, pos, base, out, last)
  }

  /** Walks whole frames from index `pos`, where a frame begins, until the columns have `last` rows. */
  #walk(chunk: Uint8Array, from: number, base: number, out: FrameColumns, last: number): number {
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

  /** Keeps the first bytes of a header that the chunk's end has cut. */
  protected carry(chunk: Uint8Array, pos: number): number {
    for (let index = pos; index < chunk.length; index++) this.#carry[this.carried++] = chunk[index] as number
    return chunk.length
  }

  /** Remembers a frame whose header is read and whose end lies beyond the chunk. */
  protected leaveOpen(chunk: Uint8Array, pos: number, base: number, size: number): number {
    this.expect(base + pos, size)
    if (this.ends.length > 0 && !this.#endsRight(chunk, base, this.frameEnd)) return pos
    return chunk.length
  }

  /**
   * Continues a header that an earlier chunk began.
   * @returns the index after the last byte taken; `carried` is 0 once the header is whole and valid.
   */
  protected completeHeader(chunk: Uint8Array, from: number): number {
    let pos = from
    while (pos < chunk.length) {
      this.#carry[this.carried++] = chunk[pos++] as number
      const size = this.readHeader(this.#carry, 0, this.carried)
      if (size === MORE) continue
      if (size !== FAULT) {
        this.carried = 0
        this.expect(this.frameStart, size)
      }
      break
    }
    return pos
  }

  /** Remembers where the frame that begins at stream offset `start` ends. */
  protected expect(start: number, size: number): void {
    this.frameStart = start
    this.needed = size
    this.frameEnd = start + size
    this.quietUntil = start + size - this.ends.length
  }

  /** Appends the current frame, which is complete. */
  protected close(out: FrameColumns): void {
    const end = this.frameEnd
    out.push(this.frameStart, end, this.header, this.trailer)
    this.frameStart = end
    this.frameEnd = -1
    this.needed = undefined
  }

  /** Checks the frame's last bytes as far as they lie in this chunk. */
  #endsRight(chunk: Uint8Array, base: number, frameEnd: number): boolean {
    const first = frameEnd - this.ends.length - base
    for (let index = 0; index < this.ends.length; index++) {
      const at = first + index
      const wanted = this.ends[index] as number
      if (at < 0 || at >= chunk.length || fits(wanted, chunk[at])) continue
      const within = base + at - this.frameStart
      this.fail('DELIMITER_MISSING', 0, { value: sayByte(chunk[at]), limit: sayMark(this.ends), within })
      return false
    }
    return true
  }
}
