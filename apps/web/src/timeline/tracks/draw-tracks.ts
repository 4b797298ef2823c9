// The tracks' ground, and the strips of the folded ones: as strong as their bytes, red where anything stuck or split.
import type { Picture } from '../picture.ts'
import { ROW } from './plan-tracks.ts'
import type { FoldedTrack } from './bands.ts'

/** Free above and below a strip, and between there and back. */
const AROUND = 5
const BETWEEN = 1
const MARK = 3

export const drawTrackGround = (context: CanvasRenderingContext2D, { stage, look }: Picture): void => {
  context.fillStyle = look.line
  for (const { top } of stage.tracks) context.fillRect(0, top, stage.width, 1)
}

export const drawStrips = (
  context: CanvasRenderingContext2D,
  { look, stage }: Picture,
  folded: readonly FoldedTrack[],
  px: (x: number) => number,
): void => {
  for (const { top, strips } of folded) {
    const height = (ROW - 2 * AROUND - (strips.length - 1) * BETWEEN) / strips.length
    strips.forEach(({ x0, x1, strength, marks }, k) => {
      const y = top + AROUND + k * (height + BETWEEN)
      context.fillStyle = look.accent
      for (let i = 0; i < x0.length; i += 1) {
        const x = px(x0[i] as number)
        const wide = Math.max(1, px(x1[i] as number) - x)
        if (x + wide < 0 || x > stage.plot) continue
        context.globalAlpha = (strength[i] as number) / 255
        context.fillRect(x, y, wide, height)
      }
      context.globalAlpha = 1
      context.fillStyle = look.bad
      for (const mark of marks) context.fillRect(px(mark), y + height - MARK, 1.5, MARK)
    })
  }
}
