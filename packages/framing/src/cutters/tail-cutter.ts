// `tail=`: a few bytes after what ends a frame belong to it, as NMEA's checksum does.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'

/**
 *     +----------------------------+------+
 *     | a frame of another cutter  | tail |     trailer = the other's trailer and the tail
 *     +----------------------------+------+
 */
export class TailCutter extends Cutter {
  readonly #inner: Cutter
  readonly #tail: number
  /** The frame that ended, without its tail. */
  #ended: { readonly start: number; readonly end: number; readonly trailer: number } | undefined

  constructor(inner: Cutter, tail: number) {
    super()
    this.#inner = inner
    this.#tail = tail
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last && this.fault === undefined)
      pos = this.#ended === undefined ? this.#cutOne(chunk, pos, base, out) : this.#close(chunk, base, out)
    return pos
  }

  #cutOne(chunk: Uint8Array, pos: number, base: number, out: FrameColumns): number {
    const row = out.count
    this.#inner.frameStart = this.frameStart
    const next = this.#inner.cut(chunk, pos, base, out, 1)
    this.fault = this.#inner.fault
    if (this.fault !== undefined || out.count === row) return next
    const [start, end] = [out.start[row] as number, out.end[row] as number]
    this.#ended = { start, end, trailer: out.trailer[row] as number }
    out.count = row
    this.needed = end + this.#tail - start
    return next
  }

  #close(chunk: Uint8Array, base: number, out: FrameColumns): number {
    if (this.#ended === undefined) return chunk.length
    const { start, end, trailer } = this.#ended
    const to = end + this.#tail
    if (to - base > chunk.length) return chunk.length
    out.push(start, to, 0, trailer + this.#tail)
    this.#ended = undefined
    this.needed = undefined
    this.frameStart = to
    return to - base
  }
}
