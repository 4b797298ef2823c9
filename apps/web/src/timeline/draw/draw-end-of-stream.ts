// Draws the end of the stream: a dotted line behind the last byte, from where it was seen to the call that returned 0.
import type { Picture } from './picture.ts'
import type { StreamLayout } from '../../layout/layout.ts'
import { rowOf } from '../../layout/stage/lane-place.ts'
import { bufferScale } from '../../layout/stage/buffer-scale.ts'

/** Behind the last bytes, in pixels. */
const BEHIND = 4
const ASIDE = 16
const ABOVE = 6
const CORNER = 8

export const drawEndOfStream = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { end, lanes, buffers }: StreamLayout,
  px: (x: number) => number,
): void => {
  if (!end) return
  const from = stage.lanes[lanes.findIndex(({ kind }) => kind === 'segment')]
  const at = buffers.findIndex(({ below }) => below === end.lane)
  const card = stage.buffers[at]
  const buffer = buffers[at]
  if (!from || !card || !buffer) return
  const x = px(end.x0) + BEHIND
  const { y, ground } = bufferScale(card, buffer.most)
  context.strokeStyle = theme.text
  context.lineWidth = 1.5
  context.setLineDash([1.5, 3])
  context.beginPath()
  context.moveTo(x, from.top + 4)
  if (end.x1 === undefined) context.lineTo(x, ground)
  else {
    const to = px(end.x1) + ASIDE
    const row = rowOf(stage, end.lane, end.row)
    const top = y(buffer.most) - ABOVE
    if (to - x < 3 * CORNER) context.lineTo(x, row.top + row.height / 2)
    else {
      context.lineTo(x, top + CORNER)
      context.quadraticCurveTo(x, top, x + CORNER, top)
      context.lineTo(to - CORNER, top)
      context.quadraticCurveTo(to, top, to, top + CORNER)
      context.lineTo(to, row.top + row.height / 2 - 10)
    }
  }
  context.stroke()
  context.setLineDash([])
}
