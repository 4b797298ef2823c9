// The fastest walk: headers with a length of four bytes, the highest first, that counts single bytes. It is what
// most binary protocols have, and so it has a loop of its own with nothing in it that others need.
import type { FrameColumns } from './frame-columns.ts'

/**
 * Appends rows (start and end) for whole frames from index `from` of `chunk` on, where `base` is the stream offset of
 * `chunk[0]`, until the columns have `last` rows. Each frame is `fixed` + length bytes long; the length stands `at`
 * bytes behind the frame's front, in a header of `header` bytes, and lies between `lowest` and `highest`.
 * All sizes are below 2³⁰, so that every sum is a 32-bit integer.
 * @returns the index of the first frame that is not whole, or not right, or one too many.
 */
export function walkWords(
  chunk: Uint8Array,
  from: number,
  base: number,
  out: FrameColumns,
  last: number,
  header: number,
  at: number,
  fixed: number,
  lowest: number,
  highest: number,
): number {
  const limit = chunk.length
  const lastHeader = limit - header
  const first = out.count
  let { start, end } = out
  let room = Math.min(start.length, last)
  let row = first
  let pos = from
  while (pos <= lastHeader) {
    const field = pos + at
    // A length of 2³¹ and more is negative here, and so below the lowest.
    const length =
      ((chunk[field] as number) << 24) |
      ((chunk[field + 1] as number) << 16) |
      ((chunk[field + 2] as number) << 8) |
      (chunk[field + 3] as number)
    if (length < lowest || length > highest) break
    const next = pos + fixed + length
    if (next > limit) break
    if (row === room) {
      if (row === last) break
      out.grow()
      ;({ start, end } = out)
      room = Math.min(start.length, last)
    }
    start[row] = base + pos
    end[row] = base + next
    row++
    pos = next
  }
  out.complete(row, header, 0)
  return pos
}
