// The seams: dashed lines where a message ends inside an interval.
import type { Spans } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'

type Px = (x: number) => number

/** Seams closer together than this, in pixels, are only drawn as marks above and below the box. */
const SEAM_APART = 5
const SEAM_OVER = 6
/** Marks closer together than this merge. */
const MARK_APART = 1.5
const BESIDE = 30
/** The length of a dash, and of the gap after it, in pixels. */
const DASH = 4
const GAP = 3

export const drawSeams = (
  context: CanvasRenderingContext2D,
  seams: Spans,
  top: number,
  height: number,
  px: Px,
  theme: CanvasTheme,
  width = Infinity,
): void => {
  const bottom = top + height
  const crowds = new Crowds()
  const alone: number[] = []
  for (let k = 0; k < seams.key.length; k += 1) {
    const x = px(seams.x0[k] as number)
    if (x < -BESIDE || x > width + BESIDE) continue
    const before = k > 0 ? x - px(seams.x0[k - 1] as number) : Infinity
    const after = k + 1 < seams.key.length ? px(seams.x0[k + 1] as number) - x : Infinity
    if (Math.min(before, after) < SEAM_APART) crowds.add(x)
    else alone.push(x)
  }
  // A line in the lane's own shade below the dashes separates them from the boxes' colours, in both themes.
  context.fillStyle = theme.lane
  for (const x of alone) context.fillRect(x - 2, top - SEAM_OVER, 4, height + 2 * SEAM_OVER)
  // Rectangles, because a dashed path of some hundred lines takes many times as long.
  context.fillStyle = theme.bad
  for (const x of alone)
    for (let y = top - SEAM_OVER; y < bottom + SEAM_OVER; y += DASH + GAP)
      context.fillRect(x - 1, y, 2, Math.min(DASH, bottom + SEAM_OVER - y))
  for (const [from, to] of crowds.found) {
    context.fillRect(from - 0.5, top - SEAM_OVER, to - from + 1, SEAM_OVER - 1)
    context.fillRect(from - 0.5, bottom + 1, to - from + 1, SEAM_OVER - 1)
  }
}

/** Merges neighbouring seams into one mark, so that the cost depends on the picture's width and not on the seams. */
class Crowds {
  readonly found: [number, number][] = []

  add(x: number): void {
    const last = this.found.at(-1)
    if (last && x - last[1] < MARK_APART) last[1] = x
    else this.found.push([x, x])
  }
}

/** The seams strictly inside `(x0, x1)`. */
export const seamsWithin = (seams: Spans, x0: number, x1: number): Spans => {
  const inside = (_: number, k: number): boolean =>
    (seams.x0[k] as number) > x0 && (seams.x0[k] as number) < x1
  return {
    key: seams.key.filter(inside),
    x0: seams.x0.filter(inside),
    x1: seams.x1.filter(inside),
    tint: seams.tint.filter(inside),
    row: seams.row.filter(inside),
  }
}
