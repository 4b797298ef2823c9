// Draws the buffers: the bands of the bytes that lay there, the level over them, and the words of wide bands.
import type { Picture } from './picture.ts'
import type { BandWords, BufferLayout, StreamLayout } from '../../layout/layout.ts'
import type { CardPlace } from '../../layout/stage/plan-cards.ts'
import { pixelOf } from '../raster/pixels.ts'
import { rasterFor } from '../raster/raster.ts'
import { fillBuffer } from '../raster/fill-buffer.ts'
import { bufferScale, type BufferScale } from '../../layout/stage/buffer-scale.ts'

type Px = (x: number) => number

const EDGE = 40
/** A line of a byte count: pixels of each dash and between two, and how far right of the plot the last one begins. */
const [DASH, GAP, OVER] = [2, 3, 16]
/** With more bands and steps than this, they are filled pixel by pixel. */
const MOST_SHAPES = 200
const AROUND = 4
/** Header bytes are paler. */
const PALE = 0.55
/** Words need this height, and this much room beside them. */
const LINE = 16
const BESIDE = 14

export const drawBuffers = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  { buffers }: StreamLayout,
  px: Px,
): void => {
  buffers.forEach((buffer, at) => {
    const card = picture.stage.buffers[at]
    if (!card) return
    const scale = bufferScale(card, buffer.most)
    drawGrid(context, picture, scale)
    if (buffer.bands.x0.length + buffer.level.x.length > MOST_SHAPES)
      drawAsPixels(context, picture, { buffer, at, card }, scale, px)
    else {
      drawBands(context, picture, buffer, scale, px)
      drawLevel(context, picture, buffer, scale, px)
    }
    for (const words of buffer.words) drawWords(context, picture, words, scale, px)
  })
}

const drawGrid = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { grid, y }: BufferScale,
): void => {
  context.strokeStyle = theme.line
  context.lineWidth = 1
  context.setLineDash([DASH, GAP])
  // The last dash is whole.
  const end = (DASH + GAP) * Math.ceil((stage.plot + OVER) / (DASH + GAP)) - GAP
  context.beginPath()
  for (const bytes of grid) {
    context.moveTo(0, y(bytes))
    context.lineTo(end, y(bytes))
  }
  context.stroke()
  context.setLineDash([])
}

const drawAsPixels = (
  context: CanvasRenderingContext2D,
  { stage, theme, rasters }: Picture,
  { buffer, at, card }: { readonly buffer: BufferLayout; readonly at: number; readonly card: CardPlace },
  { y, ground }: BufferScale,
  px: Px,
): void => {
  const ratio = context.getTransform().a
  const room = Math.ceil(stage.plot) + AROUND + EDGE
  const [width, height] = [Math.round(room * ratio), Math.round((ground - card.top) * ratio)]
  if (height < 1) return
  const raster = rasterFor(rasters, `buffer ${stage.top} ${at}`, width, height)
  const tints = theme.tints.map(pixelOf)
  fillBuffer(
    raster.pixels,
    width,
    height,
    buffer,
    (bytes) => (y(bytes) - card.top) * ratio,
    px,
    { from: -AROUND, ratio },
    { tints, line: pixelOf(theme.callEdge), band: theme.band, pale: PALE },
  )
  context.imageSmoothingEnabled = false
  context.drawImage(raster.shown(), 0, 0, width, height, -AROUND, card.top, width / ratio, height / ratio)
  context.imageSmoothingEnabled = true
}

const drawBands = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { bands }: BufferLayout,
  { y }: BufferScale,
  px: Px,
): void => {
  for (const pale of [0, 1]) {
    context.globalAlpha = theme.band * (pale === 1 ? PALE : 1)
    for (let k = 0; k < bands.x0.length; k += 1) {
      if (bands.pale[k] !== pale) continue
      const left = Math.max(-EDGE, px(bands.x0[k] as number))
      const right = Math.min(stage.plot + EDGE, px(bands.x1[k] as number))
      if (!(right > left)) continue
      const top = y(bands.to[k] as number)
      context.fillStyle = theme.tints[bands.tint[k] as number] ?? theme.dim
      context.fillRect(left, top, Math.max(0.75, right - left), y(bands.from[k] as number) - top)
    }
  }
  context.globalAlpha = 1
}

/** The stepped line. */
const drawLevel = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { level }: BufferLayout,
  { y }: BufferScale,
  px: Px,
): void => {
  context.strokeStyle = theme.callEdge
  context.lineWidth = 1.5
  context.beginPath()
  let before = y(0)
  context.moveTo(Math.max(-EDGE, px(level.x[0] ?? 0)), before)
  for (let k = 0; k < level.x.length; k += 1) {
    const x = Math.max(-EDGE, Math.min(stage.plot + EDGE, px(level.x[k] as number)))
    context.lineTo(x, before)
    before = y(level.bytes[k] as number)
    context.lineTo(x, before)
  }
  context.stroke()
}

const drawWords = (
  context: CanvasRenderingContext2D,
  { stage, theme }: Picture,
  { x0, x1, from, to, name, size, lay }: BandWords,
  { y }: BufferScale,
  px: Px,
): void => {
  const left = Math.max(0, px(x0)) + BESIDE
  const right = Math.min(stage.plot, px(x1)) - BESIDE
  const middle = (y(from) + y(to)) / 2 + 0.5
  if (y(from) - y(to) < LINE || right - left < 30) return
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  context.font = `600 12px ${theme.mono}`
  const named = context.measureText(name).width
  let at = left
  context.fillStyle = theme.text
  if (named > 0 && left + named <= right) {
    context.fillText(name, left, middle)
    at += named + 9
  }
  context.font = `400 11.5px ${theme.sans}`
  const sized = context.measureText(size).width
  if (at + sized <= right) {
    context.fillText(size, at, middle)
    at += sized + 16
  }
  context.textAlign = 'right'
  if (at + context.measureText(lay).width <= right) context.fillText(lay, right, middle)
  context.textBaseline = 'alphabetic'
}
