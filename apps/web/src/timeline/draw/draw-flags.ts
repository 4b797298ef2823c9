// Draws a lane on the time axis: columns and poles as pixels, flags as shapes with their words.
import type { Picture } from './picture.ts'
import { fillColumns } from '../raster/fill-columns.ts'
import { pixelOf } from '../raster/pixels.ts'
import { rasterFor } from '../raster/raster.ts'
import { drawSeams } from './draw-seams.ts'
import type { LaneLayout, StreamLayout } from '../../layout/layout.ts'
import { LANE_WORDS } from '../../layout/stage/plan-cards.ts'
import { boxesOf, rowOf } from '../../layout/stage/lane-place.ts'

type Px = (x: number) => number

const AROUND = 4
const EDGE = 30
/** What is wider is a flag; poles are narrower. */
const POLE = 3
const CORNER = 4
/** How far a pole reaches out of its flag. */
const OUT = 3
const WORDS = 400
/** From the baseline of a lane's words to its columns. */
const WORDS_ABOVE = 5
/** More red edges than this would cover everything else. */
const MOST_WRONG = 300

export const drawFlags = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  layout.lanes.forEach((lane, at) => {
    drawColumns(context, picture, lane, at, px)
    if (lane.rows.length > 0) drawPieces(context, picture, lane, at, px)
    drawWrong(context, picture, lane, at, px)
    drawLabels(context, picture, lane, at, px)
    drawLaneNotes(context, picture, lane, at)
  })
}

/** Rows of pixels for one row of the lane; all of its rows use the same ones in turn. */
const drawColumns = (
  context: CanvasRenderingContext2D,
  { stage, theme, rasters }: Picture,
  lane: LaneLayout,
  at: number,
  px: Px,
): void => {
  if (lane.columns.x0.length === 0) return
  const ratio = context.getTransform().a
  const room = Math.ceil(stage.plot) + AROUND + EDGE
  const width = Math.round(room * ratio)
  const colours = theme.tints.map(pixelOf)
  context.imageSmoothingEnabled = false
  for (let row = 0; row < Math.max(1, lane.rows.length); row += 1) {
    if (lane.rows.length > 0 && !lane.columns.row.includes(row)) continue
    const { top, height } = boxesOf(stage, at, row)
    const high = Math.round(height * ratio)
    if (high < 1) continue
    const raster = rasterFor(rasters, `columns ${at} ${row}`, width, high)
    fillColumns(raster.pixels, width, high, lane.columns, row, px, { from: -AROUND, ratio }, colours)
    context.drawImage(raster.shown(), 0, 0, width, high, -AROUND, top, width / ratio, height)
  }
  context.imageSmoothingEnabled = true
}

const drawPieces = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  { boxes, slices, headers, seams }: LaneLayout,
  at: number,
  px: Px,
): void => {
  const { stage, theme } = picture
  for (const [spans, alpha] of [
    [slices, 1],
    [headers, 0.5],
  ] as const) {
    context.globalAlpha = alpha
    for (let k = 0; k < spans.key.length; k += 1) {
      const [x0, x1] = [spans.x0[k] as number, spans.x1[k] as number]
      const left = px(x0)
      if (x1 - x0 <= POLE + 0.5 || left > stage.plot + EDGE || px(x1) < -EDGE) continue
      const { top, height } = boxesOf(stage, at, spans.row[k])
      context.fillStyle =
        spans === headers ? theme.panel : (theme.tints[spans.tint[k] as number] ?? theme.dim)
      context.fillRect(left, top, px(x1) - left, height)
    }
  }
  context.globalAlpha = 1
  for (let k = 0; k < boxes.key.length; k += 1) {
    const [x0, x1] = [px(boxes.x0[k] as number), px(boxes.x1[k] as number)]
    if ((boxes.x1[k] as number) - (boxes.x0[k] as number) <= POLE + 0.5) continue
    if (x0 > stage.plot + EDGE || x1 < -EDGE) continue
    const { top, height } = boxesOf(stage, at, boxes.row[k])
    roundRight(
      context,
      x1,
      top,
      height,
      rowOf(stage, at, boxes.row[k]).height > 40 ? theme.soft : theme.panel,
    )
    context.fillStyle = theme.text
    context.fillRect(x0 - POLE, top - OUT, POLE, height + 2 * OUT)
  }
  for (let row = 0; row < (stage.lanes[at]?.rows.length ?? 0); row += 1) {
    const { top, height } = boxesOf(stage, at, row)
    drawSeams(
      context,
      ofRow(seams, row),
      top,
      height,
      px,
      { ...theme, lane: theme.panel, bad: theme.text },
      stage.plot,
    )
  }
}

/** Rounds the right corners of a flag by what lies around it. */
const roundRight = (
  context: CanvasRenderingContext2D,
  x: number,
  top: number,
  height: number,
  ground: string,
): void => {
  context.fillStyle = ground
  context.beginPath()
  for (const [y, by] of [
    [top, 1],
    [top + height, -1],
  ] as const) {
    context.moveTo(x + 0.5, y - 0.5 * by)
    context.lineTo(x - CORNER, y - 0.5 * by)
    context.quadraticCurveTo(x, y, x, y + CORNER * by)
    context.lineTo(x + 0.5, y + CORNER * by)
    context.closePath()
  }
  context.fill()
}

/** A red edge around each message that is not what was sent. */
const drawWrong = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { boxes, wrong }: LaneLayout,
  at: number,
  px: Px,
): void => {
  if (wrong.length === 0 || wrong.length > MOST_WRONG) return
  context.strokeStyle = theme.bad
  context.lineWidth = 2
  context.beginPath()
  for (const k of wrong) {
    const [x0, x1] = [px(boxes.x0[k] as number), px(boxes.x1[k] as number)]
    if (x1 < -EDGE || x0 > stage.plot + EDGE) continue
    const { top, height } = boxesOf(stage, at, boxes.row[k])
    context.roundRect(x0 - 1, top - 1, x1 - x0 + 2, height + 2, 5)
  }
  context.stroke()
}

const ofRow = (spans: LaneLayout['seams'], row: number): LaneLayout['seams'] => {
  if (!spans.row.some((each) => each !== row)) return spans
  const is = (_: number, k: number): boolean => spans.row[k] === row
  return {
    key: spans.key.filter(is),
    x0: spans.x0.filter(is),
    x1: spans.x1.filter(is),
    tint: spans.tint.filter(is),
    row: spans.row.filter(is),
  }
}

const drawLabels = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { labels }: LaneLayout,
  at: number,
  px: Px,
): void => {
  context.textBaseline = 'middle'
  // Grouped by kind, because setting a font takes longer than writing in it.
  for (const beside of [false, true]) {
    context.font = beside ? `400 11.5px ${theme.sans}` : `600 12px ${theme.mono}`
    context.textAlign = beside ? 'left' : 'center'
    context.fillStyle = beside ? theme.dim : theme.ink
    for (const label of labels) {
      if (label.beside !== beside) continue
      const x = px(label.x)
      if (x < -WORDS || x > stage.plot + WORDS) continue
      // Words beside a flag that the edge would cut are left out: the flag is what counts.
      if (beside && x + context.measureText(label.text).width > stage.plot + EDGE) continue
      const { top, height } = boxesOf(stage, at, label.row)
      context.fillText(label.text, x, top + height / 2 + 1)
    }
  }
  context.textBaseline = 'alphabetic'
}

/** Above the columns, if they leave room: what they are. */
const drawLaneNotes = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { notes }: LaneLayout,
  at: number,
): void => {
  const { top } = rowOf(stage, at)
  if (top - (stage.lanes[at]?.top ?? top) < LANE_WORDS) return
  context.font = `600 11.5px ${theme.sans}`
  context.textAlign = 'left'
  let x = 4
  for (const { text, tone } of notes) {
    const wide = context.measureText(text).width
    context.lineWidth = 4
    context.lineJoin = 'round'
    context.strokeStyle = theme.panel
    context.strokeText(text, x, top - WORDS_ABOVE)
    context.fillStyle = tone === 'bad' ? theme.bad : tone === 'good' ? theme.good : theme.dim
    context.fillText(text, x, top - WORDS_ABOVE)
    x += wide + 14
  }
  context.lineJoin = 'miter'
}
