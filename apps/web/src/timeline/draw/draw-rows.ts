// Draws the rows' time: grey while a program was in a call, hatched while it was asleep, hollow where a call returned no
// bytes, and the rows' words.
import type { Picture } from './picture.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import type { Hollow, RowLayout, RowWords, StreamLayout } from '../../layout/layout.ts'
import { type Row, rowOf } from '../../layout/stage/lane-place.ts'

type Px = (x: number) => number

const BAR = 12
const THIN = 2.5
/** Free above and below a bar of sleep, and a hollow flag. */
const INSIDE = 4
const EDGE = 40
/** A bar is at least this wide, so that it is seen. */
const LEAST = 2
const HATCH = 7
const HOLLOW = 14
const COLUMN = 7.2
const NEAR = 10

export const drawRows = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  layout.lanes.forEach(({ rows }, lane) => {
    rows.forEach((row, at) => {
      const place = rowOf(picture.stage, lane, at)
      drawBars(context, picture, row, place, px)
    })
  })
}

/** Over the flags and strands. */
export const drawRowWords = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  layout.lanes.forEach(({ rows }, lane) => {
    rows.forEach((row, at) => {
      const place = rowOf(picture.stage, lane, at)
      for (const hollow of row.hollows) drawHollow(context, picture, hollow, place, px)
      for (const words of row.words) drawWords(context, picture, words, row, place, px)
    })
  })
}

const drawBars = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { x0, x1, bar }: RowLayout,
  { top, height }: Row,
  px: Px,
): void => {
  if (x0.length === 0) return
  const high = bar === 'asleep' ? height - 2 * INSIDE : bar === 'thin' ? THIN : Math.min(BAR, height - 4)
  const y = bar === 'thin' ? top + height - THIN - 1 : top + (height - high) / 2
  context.fillStyle = bar === 'asleep' ? hatch(context, theme) : bar === 'thin' ? theme.callEdge : theme.call
  context.strokeStyle = theme.callEdge
  context.lineWidth = 1
  context.beginPath()
  for (let k = 0; k < x0.length; k += 1) {
    const from = Math.max(-EDGE, px(x0[k] as number))
    const to = Math.min(stage.plot + EDGE, px(x1[k] as number))
    if (to < -EDGE || from > stage.plot + EDGE) continue
    const wide = Math.max(LEAST, to - from)
    if (bar === 'thin') context.rect(from, y, to - from, THIN)
    else if (wide < 6) context.rect(from + 0.5, y + 0.5, wide - 1, high - 1)
    else context.roundRect(from + 0.5, y + 0.5, wide - 1, high - 1, 2.5)
  }
  context.fill()
  if (bar !== 'thin') context.stroke()
}

/** One for each theme, because a frame may have hundreds of rows that sleep. */
const hatches = new WeakMap<CanvasTheme, CanvasPattern>()

const hatch = (context: CanvasRenderingContext2D, theme: CanvasTheme): CanvasPattern | string => {
  const kept = hatches.get(theme)
  if (kept) return kept
  const tile = new OffscreenCanvas(HATCH, HATCH)
  const pen = tile.getContext('2d')
  if (!pen) return theme.call
  pen.fillStyle = theme.hatchGround
  pen.fillRect(0, 0, HATCH, HATCH)
  pen.strokeStyle = theme.hatch
  pen.lineWidth = 1.8
  pen.beginPath()
  for (const by of [-HATCH, 0, HATCH]) {
    pen.moveTo(by - 1, HATCH + 1)
    pen.lineTo(by + HATCH + 1, -1)
  }
  pen.stroke()
  const made = context.createPattern(tile, 'repeat')
  if (made) hatches.set(theme, made)
  return made ?? theme.call
}

const drawHollow = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { x, aside: wanted, text, fails }: Hollow,
  { top, height }: Row,
  px: Px,
): void => {
  const at = px(x)
  if (at < -EDGE || at > stage.plot + EDGE) return
  const wide = text.length * COLUMN + HOLLOW
  // At the edge it lies over the words beside the flag before it: what it says counts more.
  const aside = Math.max(Math.min(wanted, stage.plot + EDGE - INSIDE - wide - at), 0)
  const high = Math.min(20, height - 4)
  const y = top + (height - high) / 2
  context.fillStyle = theme.text
  context.fillRect(at - 1.5, top + 2, 3, height - 4)
  // If others are between them, the line goes below them.
  context.fillRect(at, aside > NEAR ? top + height - 4 : top + height / 2 - 0.5, aside + 2, 1)
  context.beginPath()
  context.roundRect(at + aside, y + 0.5, wide, high - 1, 4)
  context.fillStyle = theme.panel
  context.fill()
  context.strokeStyle = fails ? theme.bad : theme.edge
  context.lineWidth = 1.5
  context.stroke()
  context.font = `600 12px ${theme.mono}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = fails ? theme.bad : theme.dim
  context.fillText(text, at + aside + wide / 2, top + height / 2 + 1)
  context.textBaseline = 'alphabetic'
}

const drawWords = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { x, at, text, tone }: RowWords,
  row: RowLayout,
  { top, height }: Row,
  px: Px,
): void => {
  const weight = at === 'middle' && row.bar === 'asleep' ? 650 : tone === 'plain' ? 400 : 600
  context.font = `${weight} 11.5px ${theme.sans}`
  const wide = context.measureText(text).width
  const place = px(x)
  const y = top + height / 2 + 0.5
  context.textBaseline = 'middle'
  context.fillStyle = tone === 'bad' ? theme.bad : tone === 'good' ? theme.good : theme.dim
  if (at === 'middle') {
    const room = row.x1.length > 0 ? px(row.x1[0] as number) - px(row.x0[0] as number) : 0
    const left = Math.max(4, place - wide / 2)
    if (room > wide + 28 && left + wide < stage.plot) {
      if (row.bar === 'asleep') {
        context.fillStyle = theme.panel
        context.fillRect(left - 8, top + INSIDE + 0.5, wide + 16, height - 2 * INSIDE - 1)
      }
      context.textAlign = 'left'
      context.fillStyle = theme.text
      context.fillText(text, left, y)
    }
  } else if (at === 'left' ? place - wide >= 2 : place + wide <= stage.plot + 16) {
    context.textAlign = at === 'left' ? 'right' : 'left'
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeStyle = theme.panel
    context.strokeText(text, place, y)
    context.fillText(text, place, y)
    context.lineJoin = 'miter'
  }
  context.textBaseline = 'alphabetic'
}
