// The fastest walk: headers with a length of four bytes, the highest first, that counts single bytes. It is what
// most binary protocols have, and so it has a loop of its own with nothing in it that others need.
import { ALL_FRAMES } from './cutter.ts'
import type { FrameColumns } from './frame-columns.ts'
import { HeaderWalk, WIDEST, type HeaderLayout } from './header-walk.ts'

/** The cutter for a layout with a length field. */
export function headerWalk(layout: HeaderLayout, max: number): HeaderWalk {
  return isWord(layout) ? new WordWalk(layout, max) : new HeaderWalk(layout, max)
}

function isWord({ field, unit, starts, ends, bare, padding }: HeaderLayout): boolean {
  if (field === undefined || field.mask < 0xffffffffn || unit !== 1) return false
  const { size, littleEndian, signed, radix } = field.type
  const unmarked = starts.length === 0 && ends.length === 0 && bare < 0 && padding < 0
  return unmarked && size === 4 && !littleEndian && !signed && radix === 0
}

class WordWalk extends HeaderWalk {
  readonly #at: number
  readonly #fixed: number
  readonly #lowest: number
  readonly #highest: number

  constructor(layout: HeaderLayout, max: number) {
    super(layout, max)
    const { field, fixed, header } = layout
    this.#at = field?.at ?? 0
    this.#fixed = fixed
    this.#lowest = Math.max(0, header - fixed)
    this.#highest = Math.min(max, WIDEST) - fixed
  }

  /**
   * One loop with everything at hand, for a frame that goes on from the chunk before, whole ones, and the one that
   * goes on beyond. The length is read in one place in the code: a processor that sees one instruction step through
   * memory evenly fetches ahead of it. That is why growing is a loop, though it turns once: V8 would peel the first
   * turn off a loop with none in it, and read the length in two places (1 KiB frames in chunks of 1,460 B then took
   * four times as long). All sizes are below 2³⁰, so that every sum is a 32-bit integer.
   */
  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const limit = chunk.length
    if (most !== ALL_FRAMES || limit > WIDEST) return super.cut(chunk, from, base, out, most)
    if (this.carried > 0) {
      const taken = this.completeHeader(chunk, from)
      if (this.carried > 0) return taken
    }
    let { start, end, header, trailer } = out
    let row = out.count
    let next = from
    const size = this.header
    if (this.frameEnd >= 0) {
      next = this.frameEnd - base
      if (next > limit) return limit
      if (row === start.length) {
        out.grow()
        ;({ start, end, header, trailer } = out)
      }
      start[row] = this.frameStart
      end[row] = base + next
      header[row] = size
      trailer[row] = 0
      row++
    }
    const at = this.#at
    const fixed = this.#fixed
    const lowest = this.#lowest
    const highest = this.#highest
    const lastHeader = limit - size
    let front: number
    for (;;) {
      front = next
      if (front > lastHeader) break
      const field = front + at
      // A length of 2³¹ and more is negative here, and so below the lowest.
      const length =
        ((chunk[field] as number) << 24) |
        ((chunk[field + 1] as number) << 16) |
        ((chunk[field + 2] as number) << 8) |
        (chunk[field + 3] as number)
      if (length < lowest || length > highest) break
      next = front + fixed + length
      if (next > limit) break
      while (row === start.length) {
        out.grow()
        ;({ start, end, header, trailer } = out)
      }
      start[row] = base + front
      end[row] = base + next
      header[row] = size
      trailer[row] = 0
      row++
    }
    out.count = row
    this.frameStart = base + front
    if (next > limit) {
      this.frameEnd = base + next
      this.needed = next - front
      this.quietUntil = base + next
      return limit
    }
    this.frameEnd = -1
    this.needed = undefined
    return front === limit ? front : this.readLast(chunk, front, base)
  }
}
