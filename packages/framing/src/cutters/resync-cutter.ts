// `resync=`: skips what is no frame. Every frame begins with a mark; what lies before the next one that leads to a whole
// frame is a row of its own, which is no message.
import { Cutter } from './cutter.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import { Gather } from '../frames/gather.ts'
import { fits, type Mark } from '../spec/marks.ts'

/** Skipped bytes are given in rows of this size and one of what is left, because noise may never end. */
const MOST_SKIPPED = 65_536

/**
 *     +-------+------+------------+---------+------+---------+
 *     | noise | mark | frame      | noise   | mark | frame   |
 *     +-------+------+------------+---------+------+---------+
 *     skipped  [ message          ) skipped  [ message       )
 *
 * If bytes begin with the mark and then do not fit, only the mark's first byte is skipped, and the search goes on after it.
 */
export class ResyncCutter extends Cutter {
  readonly #mark: Mark
  readonly #make: () => Cutter
  #inner: Cutter
  /** Whether the inner cutter is inside a frame. */
  #isInside = false
  /** Where skipped bytes that are not given yet begin; -1 if there are none. */
  #skippedFrom = -1
  /** The bytes that may have to be looked at again: those of the unfinished frame, or the beginning of a mark. */
  readonly #kept = new Gather()
  readonly #found = new FrameColumns()

  constructor(mark: Mark, make: () => Cutter) {
    super()
    this.#mark = mark
    this.#make = make
    this.#inner = make()
  }

  /** It takes all frames of the chunk, so it cannot be one of several cutters that take turns. */
  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns): number {
    let first = base + from
    let bytes = chunk.subarray(from)
    if (!this.#isInside && this.#kept.length > 0) {
      first = this.#kept.start
      bytes = this.#withKept(bytes)
    }
    for (let pos = 0; pos < bytes.length;) {
      if (!this.#isInside) {
        pos = this.#search(bytes, pos, first, out)
        if (pos === bytes.length) break
      }
      const next = this.#run(bytes, pos, first, out)
      const { fault } = this.#inner
      if (fault === undefined) {
        pos = next
        continue
      }
      // What the frame was is noise. Its bytes are looked at again from its second on.
      const start = fault.offset
      if (start < first) {
        bytes = this.#withKept(bytes)
        first = start
      }
      this.#kept.restart(0)
      this.#isInside = false
      this.#inner = this.#make()
      this.#skip(start, start + 1, out)
      pos = start + 1 - first
    }
    this.#follow(base + chunk.length)
    return chunk.length
  }

  override finish(offset: number, out: FrameColumns): boolean {
    if (this.#isInside && this.#inner.finish?.(offset, this.#found) === true) this.#give(out)
    // What looks like the beginning of a frame is one, which is not whole.
    const isCut = this.#isInside && this.#inner.frameStart < offset
    const end = isCut ? this.#inner.frameStart : offset
    this.#endSkipped(end, out)
    this.frameStart = end
    this.hasSkipped = false
    return !isCut
  }

  override decode(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array {
    return (
      this.#inner.decode?.(frame, header, trailer, start) ?? frame.subarray(header, frame.length - trailer)
    )
  }

  /** Looks for the mark from `from` on. Returns where it begins, with a frame open there, or the bytes' end. */
  #search(bytes: Uint8Array, from: number, first: number, out: FrameColumns): number {
    const mark = this.#mark
    let pos = from
    let like = 0
    for (; pos < bytes.length; pos++) {
      const seen = Math.min(mark.length, bytes.length - pos)
      for (like = 0; like < seen && fits(mark[like], bytes[pos + like]);) like++
      if (like === seen) break
    }
    if (pos > from) this.#skip(first + from, first + pos, out)
    this.#kept.restart(first + pos)
    if (pos === bytes.length) return pos
    if (like < mark.length) {
      this.#kept.append(bytes, pos, bytes.length, undefined)
      return bytes.length
    }
    this.#inner.frameStart = first + pos
    this.#isInside = true
    return pos
  }

  /** Lets the inner cutter take at most one frame, and keeps the bytes of an unfinished one that may still turn out to be none. */
  #run(bytes: Uint8Array, pos: number, first: number, out: FrameColumns): number {
    const inner = this.#inner
    const start = inner.frameStart
    const next = inner.cut(bytes, pos, first, this.#found, 1)
    if (this.#found.count > 0) {
      this.#give(out)
      this.#isInside = false
      this.#kept.restart(0)
    } else if (inner.fault === undefined) {
      const isSure = inner.needed !== undefined && inner.quietUntil === start + inner.needed
      if (isSure) this.#kept.restart(start)
      else this.#kept.append(bytes, Math.max(0, start - first), bytes.length, inner.needed)
    }
    return next
  }

  #give(out: FrameColumns): void {
    const { start, end, header, trailer, count } = this.#found
    for (let row = 0; row < count; row++) {
      const at = start[row] as number
      this.#endSkipped(at, out)
      out.push(at, end[row] as number, header[row] as number, trailer[row] as number)
    }
    this.#found.clear()
  }

  /** The bytes `[from, to)` belong to no frame. */
  #skip(from: number, to: number, out: FrameColumns): void {
    if (this.#skippedFrom < 0) this.#skippedFrom = from
    for (; to - this.#skippedFrom >= MOST_SKIPPED; this.#skippedFrom += MOST_SKIPPED)
      out.pushApart(this.#skippedFrom, this.#skippedFrom + MOST_SKIPPED, 'skipped')
  }

  #endSkipped(end: number, out: FrameColumns): void {
    if (this.#skippedFrom >= 0 && this.#skippedFrom < end) out.pushApart(this.#skippedFrom, end, 'skipped')
    this.#skippedFrom = -1
  }

  /** The kept bytes, then these. */
  #withKept(bytes: Uint8Array): Uint8Array {
    const kept = this.#kept.view(this.#kept.start, this.#kept.start + this.#kept.length)
    const all = new Uint8Array(kept.length + bytes.length)
    all.set(kept)
    all.set(bytes, kept.length)
    this.#kept.restart(0)
    return all
  }

  #follow(end: number): void {
    const inner = this.#inner
    const begun = this.#kept.length > 0 ? this.#kept.start : end
    this.frameStart = this.#isInside ? inner.frameStart : begun
    this.hasSkipped = this.#skippedFrom >= 0
    this.needed = this.#isInside ? inner.needed : undefined
    this.quietUntil = this.#isInside && this.#kept.length === 0 ? inner.quietUntil : 0
  }
}
