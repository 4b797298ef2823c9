// Acknowledgements that came back to the sender: small triangles at the upper edge of what left.
import { firstOfKind, type StreamLayout } from '../../layout/layout.ts'
import type { Picture } from './picture.ts'

const WIDE = 3
const HIGH = 5
const INSIDE = 3

export const drawAcknowledgements = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  layout: StreamLayout,
  px: (x: number) => number,
): void => {
  const card = stage.lanes[firstOfKind(layout, 'segment')]
  if (!card || layout.acknowledgements.length === 0) return
  const top = card.top + INSIDE
  context.fillStyle = theme.dim
  context.beginPath()
  for (const mark of layout.acknowledgements) {
    const x = px(mark)
    if (x < -WIDE || x > stage.plot + WIDE) continue
    context.moveTo(x, top)
    context.lineTo(x + WIDE, top + HIGH)
    context.lineTo(x - WIDE, top + HIGH)
    context.closePath()
  }
  context.fill()
}
