// The ground: lanes, axis, ticks and the overview with its brush.
import type { Picture } from './picture.ts'
import { type Layout, laneKinds, noTint } from './layout.ts'
import type { Band } from './stage.ts'

export const drawGround = (
  context: CanvasRenderingContext2D,
  { stage, look }: Picture,
  { lanes, laneHeight, ground }: Band,
): void => {
  context.fillStyle = look.lane
  for (const top of lanes) context.fillRect(0, top - ground, stage.width, laneHeight + 2 * ground)
}

export const drawTicks = (
  context: CanvasRenderingContext2D,
  { stage, look, layout, shift, stretch }: Picture,
): void => {
  const bottom = stage.tracks.length > 0 ? stage.room.bottom : stage.bottom
  context.strokeStyle = look.line
  context.lineWidth = 1
  context.setLineDash([1, 5])
  context.fillStyle = look.dim
  context.font = `11px ${look.mono}`
  context.textAlign = 'center'
  for (const { x, text } of layout?.ticks ?? []) {
    const at = stage.left + shift + x * stretch
    if (at < stage.left - 1 || at > stage.left + stage.plot + 1) continue
    const half = context.measureText(text).width / 2
    context.fillText(text, Math.min(at, stage.width - half - 4), stage.axis.text)
    context.beginPath()
    context.moveTo(at, stage.axis.tick)
    context.lineTo(at, bottom)
    context.stroke()
  }
  context.setLineDash([])
  context.strokeStyle = look.edge
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
  const { stage, look, brush } = picture
  const { top, height } = stage.overview
  if (height === 0) return
  context.beginPath()
  context.roundRect(stage.left, top, stage.plot, height, 6)
  context.fillStyle = look.panel
  context.fill()
  context.strokeStyle = look.line
  context.stroke()
  drawBins(context, picture, layout)
  const from = Math.max(0, Math.min(1, brush[0]))
  const to = Math.max(0, Math.min(1, brush[1]))
  const x = stage.left + from * stage.plot
  const wide = Math.max(6, (to - from) * stage.plot)
  context.beginPath()
  context.roundRect(x, top, wide, height, 6)
  context.fillStyle = look.accent
  context.globalAlpha = wide >= stage.plot - 1 ? 0.05 : 0.16
  context.fill()
  context.globalAlpha = wide >= stage.plot - 1 ? 0.4 : 1
  context.strokeStyle = look.accent
  context.stroke()
  context.globalAlpha = 1
}

/** Four thin rows, one a lane; red beneath what merged or split. */
const drawBins = (context: CanvasRenderingContext2D, { stage, look }: Picture, layout: Layout): void => {
  const { bins, tints, findings } = layout.overview
  const step = stage.plot / bins
  const row = (stage.overview.height - 6) / laneKinds.length
  for (let i = 0; i < tints.length;) {
    const tint = tints[i] as number
    const found = findings[i] as number
    const lane = Math.floor(i / bins)
    let end = i + 1
    while (end < (lane + 1) * bins && tints[end] === tint && findings[end] === found) end += 1
    if (tint !== noTint) {
      const x = stage.left + (i % bins) * step
      const y = stage.overview.top + 3 + lane * row
      const wide = (end - i) * step
      context.fillStyle = look.tints[tint] ?? look.faint
      context.fillRect(x, y + 1, wide, row - 2)
      if (found === 1) {
        context.fillStyle = look.bad
        context.fillRect(x, y + row - 2.5, wide, 1.5)
      }
    }
    i = end
  }
}
