// Draws the tracks' ground, and the strips of folded ones: stronger with more bytes, red where anything stuck or split.
import type { Picture } from './picture.ts'
import { pixelOf } from '../raster/pixels.ts'
import { rasterFor } from '../raster/raster.ts'
import type { FoldedTrack } from '../../layout/stage/bands.ts'
import { fillMarks, fillStrength } from '../raster/fill-track.ts'
import { ROW } from '../../layout/stage/plan-tracks.ts'

/** Free above and below a strip, and between the two directions. */
const AROUND = 7
const BETWEEN = 1
const MARK = 3

export const drawTrackGround = (context: CanvasRenderingContext2D, { stage, theme }: Picture): void => {
  context.fillStyle = theme.line
  for (const { top, headed, parts } of stage.tracks) {
    if (headed) context.fillRect(0, top, stage.width, 1)
    for (const part of parts) if (part.kind === 'strip') context.fillRect(0, part.top, stage.width, 1)
  }
}

export const drawStrips = (
  context: CanvasRenderingContext2D,
  { theme, stage, rasters }: Picture,
  folded: readonly FoldedTrack[],
  px: (x: number) => number,
): void => {
  const count = folded.reduce((sum, { strips }) => sum + strips.length, 0)
  if (count === 0) return
  const ratio = context.getTransform().a
  const width = Math.round(Math.ceil(stage.plot) * ratio)
  const raster = rasterFor(rasters, 'strips', width, 2 * count)
  const place = { from: 0, ratio }
  const row = (at: number): Uint32Array => raster.pixels.subarray(at * width, (at + 1) * width)
  folded
    .flatMap(({ strips }) => strips)
    .forEach((strip, k) => {
      fillStrength(row(2 * k), strip, px, place, pixelOf(theme.accent))
      fillMarks(row(2 * k + 1), strip, px, place, pixelOf(theme.bad))
    })
  const image = raster.shown()
  context.imageSmoothingEnabled = false
  let at = 0
  for (const { top, strips } of folded) {
    const height = (ROW - 2 * AROUND - (strips.length - 1) * BETWEEN) / strips.length
    strips.forEach((_, k) => {
      const y = top + AROUND + k * (height + BETWEEN)
      context.drawImage(image, 0, at, width, 1, 0, y, width / ratio, height)
      context.drawImage(image, 0, at + 1, width, 1, 0, y + height - MARK, width / ratio, MARK)
      at += 2
    })
  }
  context.imageSmoothingEnabled = true
}
