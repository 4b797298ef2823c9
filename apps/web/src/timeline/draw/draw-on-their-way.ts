// Draws the bytes on their way at a replay's moment, by time: where they are now, and a strand from where they left.
import { bytesOnTheirWay, PIECE } from '../../layout/in-flight/bytes-on-their-way.ts'
import type { StreamLayout } from '../../layout/layout.ts'
import type { Picture } from './picture.ts'

const HIGH = 14
const CORNER = 3

export const drawOnTheirWay = (
  context: CanvasRenderingContext2D,
  { stage, theme, layout: whole }: Picture,
  { inFlight, buffers }: StreamLayout,
  px: (x: number) => number,
): void => {
  if (!inFlight || whole?.playhead === undefined) return
  const now = px(whole.playhead)
  for (const hop of inFlight)
    for (const { tint, x, y, fromX, fromY } of bytesOnTheirWay(hop, stage, buffers, now, px)) {
      const middle = (fromY + y) / 2
      context.fillStyle = theme.tints[tint] ?? theme.faint
      context.globalAlpha = theme.strand
      context.beginPath()
      context.moveTo(fromX - PIECE, fromY)
      context.bezierCurveTo(fromX - PIECE, middle, x - PIECE, middle, x - PIECE, y)
      context.lineTo(x, y)
      context.bezierCurveTo(x, middle, fromX, middle, fromX, fromY)
      context.closePath()
      context.fill()
      context.globalAlpha = 1
      context.beginPath()
      context.roundRect(x - PIECE, y - HIGH / 2, PIECE, HIGH, CORNER)
      context.fill()
    }
}
