// On the bytes axis: a line where each recv ended, from the lane above down through the recvs.
import type { Picture } from './picture.ts'
import type { StreamLayout } from '../../layout/layout.ts'
import { boxesOf } from '../../layout/stage/lane-place.ts'

/** Nearer lines would be a surface. */
const APART = 10
const ARROW = 3.5
const BELOW = 6

export const drawRecvEnds = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { lanes }: StreamLayout,
  px: (x: number) => number,
): void => {
  lanes.forEach(({ kind, isSlim, boxes }, lane) => {
    const above = stage.lanes[lane - 1]
    if (kind !== 'recv' || isSlim || !above) return
    const from = above.top + above.height + 3
    const { top, height } = boxesOf(stage, lane)
    const ends = Array.from(boxes.x1, px)
    context.fillStyle = theme.text
    // The last one ended with the bytes.
    ends.slice(0, -1).forEach((x, k) => {
      if (x < -ARROW || x > stage.plot + ARROW || x - (ends[k - 1] ?? -Infinity) < APART) return
      if (boxes.merged[k] !== 1) return
      context.fillRect(x - 0.75, from, 1.5, top + height + BELOW - from)
      context.beginPath()
      context.moveTo(x - ARROW, from)
      context.lineTo(x + ARROW, from)
      context.lineTo(x, from + 2 * ARROW)
      context.fill()
    })
  })
}
