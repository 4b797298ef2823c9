// The fastest walk: headers with a length of four bytes, highest byte first, that counts single bytes. Most binary
// protocols have this, so it has its own loop with nothing in it that others need.
import { ALL_FRAMES } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { BlockWalk } from './block-walk.ts'
import { HeaderWalk, WIDEST, type HeaderLayout } from './header-walk.ts'

/** The cutter for a layout with a length field. */
export function headerWalk(layout: HeaderLayout, max: number): HeaderWalk {
  if (layout.blocks !== undefined) return new BlockWalk(layout, layout.blocks, max)
  return isWord(layout) ? new WordWalk(layout, max) : new HeaderWalk(layout, max)
}

function isWord({ field, unit, starts, ends, bare, padding, blocks }: HeaderLayout): boolean {
  if (blocks !== undefined || field === undefined || field.mask < 0xffffffffn || unit !== 1) return false
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
   * One loop with only local variables, for the frame that began in the chunk before, whole frames, and the frame that
   * ends in a later chunk. The length is read in one place in the code, because a processor prefetches for one
   * instruction that steps through memory evenly. That is why growing is a loop, though it runs once: V8 would peel
   * the first iteration off a loop without an inner loop, and so read the length in two places (1 KiB frames in chunks
   * of 1,460 B then took four times as long). All sizes are below 2³⁰, so every sum is a 32-bit integer.
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
      // A length of 2³¹ or more is negative here, and so below the lowest.
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
