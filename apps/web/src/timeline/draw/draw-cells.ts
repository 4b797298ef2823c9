// Draws bytes one by one: a character above its hex, and a thin line between two.
import type { Picture } from './picture.ts'
import type { ByteCell, Character } from '../../layout/layout.ts'
import type { Row } from '../../layout/stage/lane-place.ts'

/** A lower lane has no room for the hex. */
const LOW = 36
/** The parts of a character that was cut are that far apart, up and down. */
const TORN = 3

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

/** Characters of several bytes. Of one that was cut, each part is drawn in its own box. */
export const drawCharacters = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  characters: readonly Character[],
  { top, height }: Row,
  px: (x: number) => number,
): void => {
  if (characters.length === 0) return
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = theme.ink
  const room = height < LOW ? height : height * 0.56
  for (const { text, x, wide, x0, x1 } of characters) {
    if (px(x1) < 0 || px(x0) > stage.plot) continue
    // As large as there is room, so that a cut goes through it.
    const size = Math.max(11, Math.min(room * 0.9, wide * 0.82))
    const shift = (x0 > x ? TORN : 0) - (x1 < x + wide ? TORN : 0)
    context.save()
    context.beginPath()
    context.rect(px(x0), top, px(x1) - px(x0), height)
    context.clip()
    context.font = `600 ${size}px ${theme.mono}`
    context.fillText(text, px(x + wide / 2), top + room * 0.56 + shift)
    context.restore()
  }
  context.textBaseline = 'alphabetic'
}
