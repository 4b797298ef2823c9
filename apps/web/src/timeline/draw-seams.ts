// The seams: dashed lines where a message ends inside an interval.
import type { Spans } from './layout.ts'
import type { Look } from './look.ts'

type Px = (x: number) => number

/** Seams nearer to each other than this, in pixels, are only drawn as marks above and below the box. */
const SEAM_APART = 5
const SEAM_OVER = 6
/** Marks nearer than this run together. */
const MARK_APART = 1.5
const BESIDE = 30

export const drawSeams = (
  context: CanvasRenderingContext2D,
  seams: Spans,
  top: number,
  height: number,
  px: Px,
  look: Look,
  width = Infinity,
): void => {
  const bottom = top + height
  const crowds = new Crowds()
  context.beginPath()
  for (let k = 0; k < seams.key.length; k += 1) {
    const x = px(seams.x0[k] as number)
    if (x < -BESIDE || x > width + BESIDE) continue
    const before = k > 0 ? x - px(seams.x0[k - 1] as number) : Infinity
    const behind = k + 1 < seams.key.length ? px(seams.x0[k + 1] as number) - x : Infinity
    if (Math.min(before, behind) < SEAM_APART) {
      crowds.add(x)
      continue
    }
    context.moveTo(x, top - SEAM_OVER)
    context.lineTo(x, bottom + SEAM_OVER)
  }
  // A line beneath in the lane's own shade parts the dashes from the boxes' colours, in dark as in light.
  context.strokeStyle = look.lane
  context.lineWidth = 4
  context.stroke()
  context.strokeStyle = look.bad
  context.lineWidth = 2
  context.setLineDash([4, 3])
  context.stroke()
  context.setLineDash([])
  context.lineWidth = 1
  context.fillStyle = look.bad
  for (const [from, to] of crowds.found) {
    context.fillRect(from - 0.5, top - SEAM_OVER, to - from + 1, SEAM_OVER - 1)
    context.fillRect(from - 0.5, bottom + 1, to - from + 1, SEAM_OVER - 1)
  }
}

/** Neighbouring seams as one mark, so that a picture costs its width and not its seams. */
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
  }
}
