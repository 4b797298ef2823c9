// Packets that were lost on the wire: each leaves the lane of what left, and ends in a cross.
import { firstOfKind, type StreamLayout } from '../../layout/layout.ts'
import type { Picture } from './picture.ts'

/** Pixels from the lane to the cross, and half the cross's width. */
const WAY = 14
const ARM = 4

/** `px` converts a pixel of the layout to one of the canvas. */
export const drawLostPackets = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  if (layout.lostPackets.length === 0) return
  const card = stage.lanes[firstOfKind(layout, 'segment')]
  if (!card) return
  const top = card.top + card.height - WAY
  context.strokeStyle = theme.bad
  context.lineWidth = 1.5
  context.beginPath()
  for (const mark of layout.lostPackets) {
    const x = px(mark)
    const y = top + WAY
    context.moveTo(x, top)
    context.lineTo(x, y - ARM)
    context.moveTo(x - ARM, y - ARM)
    context.lineTo(x + ARM, y + ARM)
    context.moveTo(x + ARM, y - ARM)
    context.lineTo(x - ARM, y + ARM)
  }
  context.stroke()
}
