// The lanes' boxes with their seams, labels and notes, what is pointed at, and the replay's line.
import type { Picture } from './picture.ts'
import { drawSeams, seamsWithin } from './draw-seams.ts'
import { fillLane, laneRows } from './fill-lane.ts'
import { boxOf } from './hit.ts'
import { type LaneLayout, laneKinds, type StreamLayout } from './layout.ts'
import type { Look } from './look.ts'
import { pixelOf } from './pixels.ts'
import { rasterFor } from './raster.ts'

type Px = (x: number) => number

/** How much darker, or lighter, a header is than its body. */
const SHADED = 0.42
/** So far beside the plot something is still seen, in pixels. */
const EDGE = 30
/** Pixels left of the plot that are drawn on. */
const AROUND = 4
/** Lanes whose ground reaches less far stand close: words keep nearer to their boxes. */
const ROOMY = 10

export const drawBoxes = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  const { stage, look } = picture
  const height = stage.laneHeight
  layout.lanes.forEach((lane, i) => drawWaits(context, lane, (stage.lanes[i] ?? 0) + height / 2, px, look))
  fillLanes(context, layout.lanes, px, picture)
  layout.lanes.forEach((lane, i) => {
    const top = stage.lanes[i] ?? 0
    drawSeams(context, lane.seams, top, height, px, look, stage.plot)
    drawLabels(context, lane, top, height, px, look)
    drawNotes(context, lane, top + height + (stage.ground < ROOMY ? 13 : 19), px, look)
  })
  drawUnframed(context, picture, layout, px)
  ring(context, picture, layout, px)
}

/** From each call to its return a dashed line, and an upright where it was called. */
const drawWaits = (
  context: CanvasRenderingContext2D,
  { boxes }: LaneLayout,
  y: number,
  px: Px,
  look: Look,
): void => {
  context.strokeStyle = look.edge
  context.fillStyle = look.edge
  context.lineWidth = 1.5
  context.setLineDash([2, 3])
  boxes.called.forEach((called, k) => {
    if (Number.isNaN(called)) return
    const x = px(called)
    context.fillRect(x - 0.75, y - 6, 1.5, 12)
    // Line by line, for dashes in one path of hundreds take many times as long.
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(px(boxes.x0[k] as number), y)
    context.stroke()
  })
  context.setLineDash([])
}

/** All lanes' boxes; of each the row between its corners is drawn as high as there is room. */
const fillLanes = (
  context: CanvasRenderingContext2D,
  lanes: readonly LaneLayout[],
  px: Px,
  { look, stage }: Picture,
): void => {
  const ratio = context.getTransform().a
  const colours = { tints: look.tints.map(pixelOf), shade: pixelOf(look.bg), shaded: SHADED }
  const room = Math.ceil(stage.plot) + AROUND + EDGE
  const width = Math.round(room * ratio)
  const rows = laneRows(ratio)
  const raster = rasterFor(context, 'lanes', width, rows * lanes.length)
  lanes.forEach((lane, i) => {
    const pixels = raster.pixels.subarray(i * rows * width, (i + 1) * rows * width)
    fillLane(pixels, width, lane, px, { from: -AROUND, ratio }, colours)
  })
  const image = raster.shown()
  const corners = (rows - 1) / 2
  const corner = corners / ratio
  context.imageSmoothingEnabled = false
  lanes.forEach((_, i) => {
    const top = stage.lanes[i] ?? 0
    const draw = (row: number, count: number, y: number, height: number): void =>
      context.drawImage(image, 0, i * rows + row, width, count, -AROUND, y, width / ratio, height)
    draw(0, corners, top, corner)
    draw(corners, 1, top + corner, stage.laneHeight - 2 * corner)
    draw(corners + 1, corners, top + stage.laneHeight - corner, corner)
  })
  context.imageSmoothingEnabled = true
}

const drawLabels = (
  context: CanvasRenderingContext2D,
  { labels }: LaneLayout,
  top: number,
  height: number,
  px: Px,
  look: Look,
): void => {
  context.textBaseline = 'middle'
  for (const { x, text, beside } of labels) {
    context.font = `${beside ? 500 : 600} 12px ${look.mono}`
    context.textAlign = beside ? 'left' : 'center'
    context.fillStyle = beside ? look.dim : look.ink
    context.fillText(text, px(x), top + height / 2 + 1)
  }
  context.textBaseline = 'alphabetic'
}

const drawNotes = (
  context: CanvasRenderingContext2D,
  { notes }: LaneLayout,
  y: number,
  px: Px,
  look: Look,
): void => {
  context.textAlign = 'left'
  context.font = `500 11px ${look.sans}`
  for (const { x, text, tone } of notes) {
    context.fillStyle = tone === 'bad' ? look.bad : tone === 'good' ? look.good : look.dim
    context.fillText(text, px(x), y)
  }
}

const drawUnframed = (
  context: CanvasRenderingContext2D,
  { stage, look }: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  if (!layout.unframed) return
  const { kind, x0, x1 } = layout.unframed
  const x = px(x0)
  const wide = Math.max(12, px(x1) - x)
  const top = stage.lanes[laneKinds.length - 1] ?? 0
  context.strokeStyle = kind === 'error' ? look.bad : look.edge
  context.lineWidth = 1.5
  context.setLineDash([4, 3])
  context.beginPath()
  context.roundRect(x + 1, top, wide - 2, stage.laneHeight, 4)
  context.stroke()
  context.setLineDash([])
}

const ring = (context: CanvasRenderingContext2D, picture: Picture, layout: StreamLayout, px: Px): void => {
  const { stage, look, selected, hovered, focused } = picture
  for (const [interval, weight] of [
    [hovered, 1.5],
    [selected, focused ? 4 : 3],
  ] as const) {
    const box = interval && boxOf(layout, interval)
    if (!interval || !box) continue
    const top = stage.lanes[laneKinds.indexOf(interval.lane)] ?? 0
    const x = px(box.x0)
    context.strokeStyle = look.accent
    context.lineWidth = weight
    context.beginPath()
    context.roundRect(x - 1, top - 1, Math.max(3, px(box.x1) - x) + 2, stage.laneHeight + 2, 5)
    context.stroke()
    const seams = layout.lanes[laneKinds.indexOf(interval.lane)]?.seams
    if (seams) drawSeams(context, seamsWithin(seams, box.x0, box.x1), top, stage.laneHeight, px, look)
  }
}

/** `x` in pixels of the canvas. */
export const drawPlayhead = (
  context: CanvasRenderingContext2D,
  { stage, look }: Picture,
  x: number,
): void => {
  if (x < stage.left - EDGE || x > stage.left + stage.plot + EDGE) return
  context.strokeStyle = look.accent
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, stage.axis.tick)
  context.lineTo(x, stage.tracks.length > 0 ? stage.room.bottom : stage.bottom)
  context.stroke()
}
