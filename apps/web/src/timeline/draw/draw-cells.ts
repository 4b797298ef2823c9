// Draws bytes one by one: a character above its hex, and a thin line between two.
import type { Picture } from './picture.ts'
import type { ByteCell } from '../../layout/layout.ts'
import type { Row } from '../../layout/stage/lane-place.ts'

/** A lower lane has no room for the hex. */
const LOW = 36

export const drawCells = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  cells: readonly ByteCell[],
  { top, height }: Row,
  px: (x: number) => number,
): void => {
  const seen = cells.filter(({ x, wide }) => px(x + wide) > 0 && px(x) < stage.plot)
  context.fillStyle = theme.panel
  context.globalAlpha = 0.55
  for (const { x } of seen) context.fillRect(px(x) - 0.5, top, 1, height)
  context.globalAlpha = 1
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = theme.ink
  const isLow = height < LOW
  context.font = `600 ${isLow ? 12 : 14}px ${theme.mono}`
  for (const { x, wide, text } of seen)
    if (text.length * 8.4 <= wide)
      context.fillText(text, px(x + wide / 2), top + height * (isLow ? 0.52 : 0.38))
  context.font = `400 11px ${theme.mono}`
  for (const { x, wide, text, below } of seen) {
    if (text.length * 8.4 > wide && text.length * 6.6 <= wide)
      context.fillText(text, px(x + wide / 2), top + height * (isLow ? 0.52 : 0.38))
    if (!isLow) context.fillText(below, px(x + wide / 2), top + height * 0.74)
  }
  context.textBaseline = 'alphabetic'
}
