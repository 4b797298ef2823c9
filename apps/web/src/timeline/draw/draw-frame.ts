// Draws the axis, its ticks, and the overview with its brush and the place where the framing gave up.
import type { Picture } from './picture.ts'
import { type Layout, mostHeat, noTint } from '../../layout/layout.ts'
import { pixelOf } from '../raster/pixels.ts'
import { rasterOf } from '../raster/raster.ts'

/** The width of a character in the ticks' font, 11 px JetBrains Mono. */
const COLUMN = 6.6

export const drawTicks = (
  context: CanvasRenderingContext2D,
  { stage, theme, layout, shift, stretch }: Picture,
): void => {
  const bottom = stage.tracks.length > 0 ? stage.room.bottom : stage.bottom
  context.strokeStyle = theme.line
  context.lineWidth = 1
  context.setLineDash([1, 5])
  context.fillStyle = theme.dim
  context.font = `11px ${theme.mono}`
  context.textAlign = 'center'
  for (const { x, text } of layout?.ticks ?? []) {
    const at = stage.left + shift + x * stretch
    if (at < stage.left - 1 || at > stage.left + stage.plot + 1) continue
    const half = (text.length * COLUMN) / 2
    context.fillText(text, Math.min(at, stage.width - half - 4), stage.axis.text)
    context.beginPath()
    context.moveTo(at, stage.axis.tick)
    context.lineTo(at, bottom)
    context.stroke()
  }
  context.setLineDash([])
  context.strokeStyle = theme.edge
  context.beginPath()
  for (const { x } of layout?.ticks ?? []) {
    const at = stage.left + shift + x * stretch
    if (at < stage.left - 1 || at > stage.left + stage.plot + 1) continue
    context.moveTo(at, stage.axis.tick - 1)
    context.lineTo(at, stage.axis.tick + 5)
  }
  context.stroke()
}

export const drawOverview = (context: CanvasRenderingContext2D, picture: Picture, layout: Layout): void => {
  const { stage, theme, brush } = picture
  const { top, height } = stage.overview
  if (height === 0) return
  context.beginPath()
  context.roundRect(stage.left, top, stage.plot, height, 6)
  context.fillStyle = theme.panel
  context.fill()
  context.strokeStyle = theme.line
  context.stroke()
  drawBins(context, picture, layout)
  drawRefused(context, picture, layout)
  const from = Math.max(0, Math.min(1, brush[0]))
  const to = Math.max(0, Math.min(1, brush[1]))
  const x = stage.left + from * stage.plot
  const wide = Math.max(6, (to - from) * stage.plot)
  context.beginPath()
  context.roundRect(x, top, wide, height, 6)
  context.fillStyle = theme.accent
  context.globalAlpha = wide >= stage.plot - 1 ? 0.05 : 0.16
  context.fill()
  context.globalAlpha = wide >= stage.plot - 1 ? 0.4 : 1
  context.strokeStyle = theme.accent
  context.stroke()
  context.globalAlpha = 1
}

/** Four thin rows, one per lane, each with the heat of what merged or split below it: the more, the redder. */
const drawBins = (
  context: CanvasRenderingContext2D,
  { stage, theme, rasters }: Picture,
  layout: Layout,
): void => {
  const { bins, tints, findings } = layout.overview
  const rows = tints.length / bins
  const colours = theme.tints.map(pixelOf)
  const bad = pixelOf(theme.bad)
  const image = rasterOf(rasters, 'overview', bins, 2 * rows, [tints, findings, theme], (pixels) => {
    for (let i = 0; i < tints.length; i += 1) {
      const tint = tints[i] as number
      if (tint !== noTint) pixels[i] = OPAQUE | (colours[tint] ?? 0)
      const heat = findings[i] as number
      if (heat > 0) pixels[tints.length + i] = (alphaOf(heat / mostHeat) << 24) | bad
    }
  })
  const height = (stage.overview.height - 6) / rows
  context.imageSmoothingEnabled = false
  for (let row = 0; row < rows; row += 1) {
    const top = stage.overview.top + 3 + row * height
    context.drawImage(image, 0, row, bins, 1, stage.left, top, stage.plot, height - 2.5)
    context.drawImage(image, 0, rows + row, bins, 1, stage.left, top + height - 2.5, stage.plot, 2)
  }
  context.imageSmoothingEnabled = true
}

/** Where the framing gave up: a line through the strip, with a flag so that it is visible in a crowd. */
const drawRefused = (context: CanvasRenderingContext2D, { stage, theme }: Picture, layout: Layout): void => {
  const { refused } = layout.overview
  if (refused === undefined) return
  const x = stage.left + refused * stage.plot
  const { top, height } = stage.overview
  context.fillStyle = theme.bad
  context.fillRect(x - 0.75, top, 1.5, height)
  context.beginPath()
  context.moveTo(x, top - 6)
  context.lineTo(x + 8, top - 3)
  context.lineTo(x, top)
  context.fill()
  context.fillRect(x - 0.75, top - 6, 1.5, 6)
}

const OPAQUE = 255 << 24
/** Opacity of the smallest heat, so that one finding among thousands is still visible. */
const FAINTEST = 0.28

/**
 * From the fraction of intervals with findings to an opacity, 0 to 255. A tenth of them looks half as strong as all.
 */
const alphaOf = (part: number): number => Math.round(255 * (FAINTEST + (1 - FAINTEST) * Math.sqrt(part)))
