// Draws the lanes' boxes with their seams, labels and notes, the hovered interval, and the replay's line.
import type { Picture } from './picture.ts'
import { drawCells, drawCharacters } from './draw-cells.ts'
import { drawRecvEnds } from './draw-recv-ends.ts'
import { drawSeams, seamsWithin } from './draw-seams.ts'
import { fillLane, laneRows } from '../raster/fill-lane.ts'
import { boxOf } from '../../layout/stage/hit.ts'
import { type LaneLayout, placeOfKind, type StreamLayout, type Stretch } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import { pixelOf } from '../raster/pixels.ts'
import { rasterFor } from '../raster/raster.ts'
import { boxesOf, type Row } from '../../layout/stage/lane-place.ts'
import type { Stage } from '../../layout/stage/stage.ts'

type Px = (x: number) => number

/** How much darker or lighter a header is than its body. */
const SHADED = 0.42
/** How far outside the plot something is still visible, in pixels. */
const EDGE = 30
/** Words never reach farther than this from their place. */
const WORDS = 400
/** Pixels left of the plot that are also drawn on. */
const AROUND = 4
/** From a lane's lower edge to the line of its words. */
const WORDS_BELOW = 14

export const drawBoxes = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  const { stage } = picture
  fillLanes(context, layout.lanes, px, picture)
  layout.lanes.forEach((lane, i) => {
    const { top, height } = boxesOf(stage, i)
    drawSeams(context, lane.seams, top, height, px, seamColours(picture, layout, i), stage.plot)
    drawCells(context, picture, lane.cells, { top, height }, px)
    drawCharacters(context, picture, lane.characters, { top, height }, px)
    drawLabels(context, lane, top, height, px, picture)
    drawNotes(context, lane, top + height + WORDS_BELOW, px, picture)
  })
  drawEnds(context, picture, layout, px)
  drawRecvEnds(context, picture, layout, px)
}

/** Whether pixel `x` of the plot is visible, or something there that reaches that far. */
const isNear = ({ plot }: Stage, x: number, reach: number): boolean => x > -reach && x < plot + reach

/** All lanes' boxes. For each lane, the row of pixels between its corners is stretched to the lane's height. */
const fillLanes = (
  context: CanvasRenderingContext2D,
  lanes: readonly LaneLayout[],
  px: Px,
  { theme, stage, rasters }: Picture,
): void => {
  const ratio = context.getTransform().a
  const colours = { tints: theme.tints.map(pixelOf), shade: pixelOf(theme.bg), shaded: SHADED }
  const room = Math.ceil(stage.plot) + AROUND + EDGE
  const width = Math.round(room * ratio)
  const rows = laneRows(ratio)
  const raster = rasterFor(rasters, 'lanes', width, rows * lanes.length)
  lanes.forEach((lane, i) => {
    const pixels = raster.pixels.subarray(i * rows * width, (i + 1) * rows * width)
    fillLane(pixels, width, lane, px, { from: -AROUND, ratio }, colours)
  })
  const image = raster.shown()
  const corners = (rows - 1) / 2
  const corner = corners / ratio
  context.imageSmoothingEnabled = false
  lanes.forEach((_, i) => {
    const { top, height } = boxesOf(stage, i)
    const draw = (row: number, count: number, y: number, height: number): void =>
      context.drawImage(image, 0, i * rows + row, width, count, -AROUND, y, width / ratio, height)
    draw(0, corners, top, corner)
    draw(corners, 1, top + corner, height - 2 * corner)
    draw(corners + 1, corners, top + height - corner, corner)
  })
  context.imageSmoothingEnabled = true
}

const drawLabels = (
  context: CanvasRenderingContext2D,
  { labels }: LaneLayout,
  top: number,
  height: number,
  px: Px,
  { stage, theme }: Picture,
): void => {
  context.textBaseline = 'middle'
  // Grouped by kind, because setting a font takes longer than writing in it.
  for (const beside of [false, true]) {
    context.font = `${beside ? 500 : 600} 12px ${theme.mono}`
    context.textAlign = beside ? 'left' : 'center'
    context.fillStyle = beside ? theme.dim : theme.ink
    for (const label of labels)
      if (label.beside === beside && isNear(stage, px(label.x), WORDS))
        context.fillText(label.text, px(label.x), top + height / 2 + 1)
  }
  context.textBaseline = 'alphabetic'
}

const drawNotes = (
  context: CanvasRenderingContext2D,
  { notes }: LaneLayout,
  y: number,
  px: Px,
  { stage, theme }: Picture,
): void => {
  context.textAlign = 'left'
  context.font = `500 11px ${theme.sans}`
  for (const { x, text, tone } of notes) {
    if (!isNear(stage, px(x), WORDS)) continue
    context.fillStyle = tone === 'bad' ? theme.bad : tone === 'good' ? theme.good : theme.dim
    context.fillText(text, px(x), y)
  }
}

/** The end of the recv lane that was not read, and the end of the message lane that is not framed. */
const drawEnds = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  const { unread, unframed } = layout
  const recv = placeOfKind(layout, 'recv')
  for (const [end, place, colour] of [
    [unread, recv, theme.dim],
    [unframed, placeOfKind(layout, 'message'), unframed?.kind === 'error' ? theme.bad : theme.edge],
  ] as const) {
    if (!end) continue
    const x = px(end.x0)
    context.strokeStyle = colour
    context.lineWidth = 1.5
    context.setLineDash([4, 3])
    context.beginPath()
    const { top, height } = boxesOf(stage, place)
    context.roundRect(x + 1, top, Math.max(12, px(end.x1) - x) - 2, height, 4)
    context.stroke()
  }
  context.setLineDash([])
  if (unread) drawUnread(context, stage, boxesOf(stage, recv), unread, px, theme)
}

/** Its words are centred in its visible part, if there is room. */
const drawUnread = (
  context: CanvasRenderingContext2D,
  { plot }: Stage,
  { top, height }: Row,
  { x0, x1, text }: Stretch,
  px: Px,
  theme: CanvasTheme,
): void => {
  const left = Math.max(0, px(x0))
  const right = Math.min(plot, px(x1))
  context.font = `500 12px ${theme.sans}`
  if (context.measureText(text).width + 10 > right - left) return
  context.textAlign = 'center'
  context.fillStyle = theme.dim
  context.fillText(text, (left + right) / 2, top + height / 2 + 4)
}

/** Around what is pointed at and what is selected. */
export const drawRings = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  const { stage, theme, selected, hovered, focused } = picture
  for (const [interval, weight] of [
    [hovered, 1.5],
    [selected, focused ? 4 : 3],
  ] as const) {
    const box = interval && boxOf(layout, interval)
    if (!interval || !box) continue
    const place = layout.lanes.findIndex(({ name }) => name === interval.lane)
    const { top, height } = boxesOf(stage, place, box.row)
    const x = px(box.x0)
    context.strokeStyle = theme.accent
    context.lineWidth = weight
    context.beginPath()
    context.roundRect(x - 1, top - 1, Math.max(3, px(box.x1) - x) + 2, height + 2, 5)
    context.stroke()
    const seams = layout.lanes[place]?.seams
    if (seams)
      drawSeams(
        context,
        seamsWithin(seams, box.x0, box.x1),
        top,
        height,
        px,
        seamColours(picture, layout, place),
      )
  }
}

/** Where two messages met is red only in the messages. */
const seamColours = ({ theme }: Picture, { lanes }: StreamLayout, lane: number): CanvasTheme =>
  lanes[lane]?.kind === 'message' ? theme : { ...theme, bad: theme.text }

/** `x` in pixels of the canvas. */
export const drawPlayhead = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  x: number,
): void => {
  if (x < stage.left - EDGE || x > stage.left + stage.plot + EDGE) return
  context.strokeStyle = theme.accent
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, stage.axis.tick)
  context.lineTo(x, stage.tracks.length > 0 ? stage.room.bottom : stage.bottom)
  context.stroke()
}
