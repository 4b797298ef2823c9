// The lanes' boxes: colours, shaded headers, outlines, seams, labels, notes and the replay's line.
import type { Picture } from './picture.ts'
import { drawSeams, seamsWithin } from './draw-seams.ts'
import { boxOf } from './hit.ts'
import { type LaneLayout, laneKinds, type Spans, type StreamLayout } from './layout.ts'
import { fillStrip } from './lane-strip.ts'
import type { Look } from './look.ts'
import { pixelOf } from './pixels.ts'
import { rasterFor } from './raster.ts'

type Px = (x: number) => number

/** Boxes narrower than this have no outline: it would be all that is seen of them. */
const OUTLINED = 4
/** Boxes narrower than this have lines beside them only: their corners would be all that is round. */
const ROUNDED = 12
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
  fillSlices(context, layout.lanes, px, picture)
  layout.lanes.forEach((lane, i) => {
    const top = stage.lanes[i] ?? 0
    shadeHeaders(context, lane.headers, top, height, px, look)
    outline(context, lane, top, height, px, picture)
    drawSeams(context, lane.seams, top, height, px, look, stage.plot)
    drawLabels(context, lane, top, height, px, look)
    drawNotes(context, lane, top + height + (stage.ground < ROOMY ? 13 : 19), px, look)
  })
  drawUnframed(context, picture, layout, px)
  ring(context, picture, layout, px)
}

const drawWaits = (
  context: CanvasRenderingContext2D,
  { boxes }: LaneLayout,
  y: number,
  px: Px,
  look: Look,
): void => {
  context.strokeStyle = look.edge
  context.lineWidth = 1.5
  context.setLineDash([2, 3])
  context.beginPath()
  boxes.called.forEach((called, k) => {
    if (Number.isNaN(called)) return
    const x = px(called)
    context.moveTo(x, y - 6)
    context.lineTo(x, y + 6)
    context.moveTo(x, y)
    context.lineTo(px(boxes.x0[k] as number), y)
  })
  context.stroke()
  context.setLineDash([])
}

/** All lanes' slices, each a row of pixels that is drawn as high as its lane. */
const fillSlices = (
  context: CanvasRenderingContext2D,
  lanes: readonly LaneLayout[],
  px: Px,
  { look, stage }: Picture,
): void => {
  const ratio = context.getTransform().a
  const colours = look.tints.map(pixelOf)
  const room = Math.ceil(stage.plot) + AROUND + EDGE
  const width = Math.round(room * ratio)
  const raster = rasterFor(context, 'lanes', width, lanes.length)
  lanes.forEach(({ slices }, i) => {
    const row = raster.pixels.subarray(i * width, (i + 1) * width)
    fillStrip(row, slices, px, { from: -AROUND, ratio }, colours)
  })
  const image = raster.shown()
  context.imageSmoothingEnabled = false
  lanes.forEach((_, i) =>
    context.drawImage(image, 0, i, width, 1, -AROUND, stage.lanes[i] ?? 0, width / ratio, stage.laneHeight),
  )
  context.imageSmoothingEnabled = true
}

const shadeHeaders = (
  context: CanvasRenderingContext2D,
  headers: Spans,
  top: number,
  height: number,
  px: Px,
  look: Look,
): void => {
  context.fillStyle = look.bg
  context.globalAlpha = 0.42
  for (let k = 0; k < headers.key.length; k += 1) {
    const x = px(headers.x0[k] as number)
    context.fillRect(x, top, Math.max(1, px(headers.x1[k] as number) - x), height)
  }
  context.globalAlpha = 1
}

/** A line around each box in the lane's shade rounds its corners and parts it from its neighbours. */
const outline = (
  context: CanvasRenderingContext2D,
  { boxes }: LaneLayout,
  top: number,
  height: number,
  px: Px,
  { look, stage }: Picture,
): void => {
  context.strokeStyle = look.lane
  context.fillStyle = look.lane
  context.lineWidth = 2
  context.beginPath()
  for (let k = 0; k < boxes.key.length; k += 1) {
    const x = px(boxes.x0[k] as number)
    const wide = px(boxes.x1[k] as number) - x
    if (wide < OUTLINED || x + wide < -EDGE || x > stage.plot + EDGE) continue
    if (wide >= ROUNDED) context.roundRect(x - 0.5, top - 1, wide + 1, height + 2, 5)
    else {
      context.fillRect(x - 1.5, top, 2, height)
      context.fillRect(x + wide - 0.5, top, 2, height)
    }
  }
  context.stroke()
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
