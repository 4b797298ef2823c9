// Draws a replay's moment between the ribbons and the boxes: bytes on their way down, and bytes in the receive buffer.
import type { StreamLayout } from '../../layout/layout.ts'
import type { CanvasTheme } from './canvas-theme.ts'
import type { Picture } from './picture.ts'
import { receiveBufferWords } from '../../layout/in-flight/caption.ts'
import { edgePart } from '../../layout/in-flight/partial-ribbon.ts'
import {
  type Course,
  type CanvasPosition,
  canvasPositionOf,
} from '../../layout/in-flight/canvas-positions.ts'
import type { InFlightLayout } from '../../layout/in-flight-layout.ts'
import { type ReceiveBufferBand, receiveBufferBand } from '../../layout/in-flight/receive-buffer-band.ts'

type Px = (x: number) => number

const CORNER = 4
/** How far the receive buffer's sides rise above its contents. */
const RIM = 7
/** Kept free between the words and the replay's line. */
const BESIDE_LINE = 10
/** The width of a datagram's border in pixels; a stream's bytes have none. */
const BORDER = 2

export const drawInFlight = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  { inFlight }: StreamLayout,
  px: Px,
): void => {
  for (const hop of inFlight ?? []) drawHop(context, picture, hop, px)
}

const drawHop = (
  context: CanvasRenderingContext2D,
  { stage, theme, landing, layout }: Picture,
  inFlight: InFlightLayout,
  px: Px,
): void => {
  const band = receiveBufferBand(stage, inFlight)
  const positions = inFlight.pieces.map((piece) =>
    canvasPositionOf(piece, stage, inFlight, landing?.part(inFlight, piece.key) ?? 1, px),
  )
  if (inFlight.receiveBuffer)
    drawReceiveBuffer(
      context,
      inFlight,
      px(inFlight.receiveBuffer.x0),
      px(inFlight.receiveBuffer.x1),
      band,
      theme,
    )
  positions.forEach(({ courses }, k) => {
    for (const course of courses) drawCourse(context, course, tintAt(inFlight, k, theme), theme)
  })
  positions.forEach((one, k) => drawPiece(context, one, tintAt(inFlight, k, theme), inFlight.bordered, theme))
  drawLabels(context, inFlight, positions, px, theme)
  if (inFlight.receiveBuffer && band.text !== undefined)
    drawWords(
      context,
      inFlight,
      px(inFlight.receiveBuffer.x0),
      px(layout?.playhead ?? Infinity),
      band.text,
      stage.plot,
      theme,
    )
}

const tintAt = ({ pieces }: InFlightLayout, k: number, theme: CanvasTheme): string =>
  theme.tints[pieces[k]?.tint ?? 0] ?? theme.faint

/** A trough: solid if the log shows that the bytes arrived, dashed if it only shows that they were sent. */
const drawReceiveBuffer = (
  context: CanvasRenderingContext2D,
  { captured }: InFlightLayout,
  x0: number,
  x1: number,
  { top, height }: ReceiveBufferBand,
  theme: CanvasTheme,
): void => {
  const [left, right, bottom] = [x0 - 3, x1 + 3, top + height + 1]
  context.beginPath()
  context.moveTo(left, top - RIM)
  context.lineTo(left, bottom - 7)
  context.quadraticCurveTo(left, bottom, left + 7, bottom)
  context.lineTo(right - 7, bottom)
  context.quadraticCurveTo(right, bottom, right, bottom - 7)
  context.lineTo(right, top - RIM)
  // What went through it before shows behind it.
  context.fillStyle = theme.panel
  context.globalAlpha = 0.45
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = theme.dim
  context.lineWidth = 2
  if (!captured) context.setLineDash([4, 3])
  context.stroke()
  context.setLineDash([])
}

/** The part of a ribbon that a piece has left behind. */
const drawCourse = (
  context: CanvasRenderingContext2D,
  { a0, a1, b0, b1, top, bottom, at }: Course,
  tint: string,
  theme: CanvasTheme,
): void => {
  const left = edgePart(a0, b0, top, bottom, at)
  const right = edgePart(Math.max(a0 + 1, a1), Math.max(b0 + 1, b1), top, bottom, at)
  context.beginPath()
  context.moveTo(a0, top)
  context.bezierCurveTo(left.x1, left.y1, left.x2, left.y2, left.x, left.y)
  context.lineTo(right.x, right.y)
  context.bezierCurveTo(right.x2, right.y2, right.x1, right.y1, Math.max(a0 + 1, a1), top)
  context.closePath()
  context.fillStyle = tint
  context.globalAlpha = theme.ribbon
  context.fill()
  context.globalAlpha = 1
}

const drawPiece = (
  context: CanvasRenderingContext2D,
  { x0, x1, y, height, alpha, courses }: CanvasPosition,
  tint: string,
  bordered: boolean,
  theme: CanvasTheme,
): void => {
  const wide = x1 - x0
  context.globalAlpha = alpha
  context.fillStyle = tint
  // At rest, the bytes of a stream lie side by side, without a border between sends.
  const rounded = bordered || courses.some(({ at }) => at < 1)
  context.beginPath()
  context.roundRect(x0, y, wide, height, rounded ? Math.min(CORNER, wide / 2) : 0)
  context.fill()
  if (bordered && wide > 2 * BORDER) {
    context.strokeStyle = theme.panel
    context.lineWidth = BORDER
    context.stroke()
  }
  context.globalAlpha = 1
}

/** A label moves with its piece, as long as the piece has the room that the label was made for. */
const drawLabels = (
  context: CanvasRenderingContext2D,
  { pieces, labels }: InFlightLayout,
  positions: readonly CanvasPosition[],
  px: Px,
  theme: CanvasTheme,
): void => {
  context.font = `600 12px ${theme.mono}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = theme.ink
  const at = new Map(pieces.map(({ key }, k) => [key, k]))
  for (const { key, x, text } of labels) {
    const k = at.get(key) ?? -1
    const [piece, one] = [pieces[k], positions[k]]
    if (!piece || !one || one.height < 14) continue
    const [from, to] = piece.phase === 'moving' ? [px(piece.o0), px(piece.o1)] : [px(piece.v0), px(piece.v1)]
    if (Math.abs(one.x1 - one.x0 - (to - from)) > 2) continue
    context.fillText(text, px(x) + one.x0 - from, one.y + one.height / 2 + 1)
  }
  context.textBaseline = 'alphabetic'
}

/** How much waits and for how long, above the receive buffer: from its left end, or up to the replay's line. */
const drawWords = (
  context: CanvasRenderingContext2D,
  inFlight: InFlightLayout,
  left: number,
  line: number,
  y: number,
  plot: number,
  theme: CanvasTheme,
): void => {
  context.font = `600 12px ${theme.sans}`
  context.textAlign = 'left'
  const placed = receiveBufferWords(inFlight).flatMap((text) => {
    const x = wordsAt(context.measureText(text).width, left, line, plot)
    return x === undefined ? [] : [{ text, x }]
  })[0]
  if (!placed) return
  const { text, x } = placed
  context.lineWidth = 4
  context.lineJoin = 'round'
  context.strokeStyle = theme.bg
  context.strokeText(text, x, y)
  context.fillStyle = inFlight.bytes > 0 ? theme.text : theme.dim
  context.fillText(text, x, y)
  context.lineJoin = 'miter'
}

/** Where words of that many pixels go: left or right of the replay's line, never across it. */
const wordsAt = (wide: number, left: number, line: number, plot: number): number | undefined => {
  const before = Math.min(left, line - BESIDE_LINE - wide)
  if (before >= 0 && before + wide <= plot) return before
  const after = Math.max(left, line + BESIDE_LINE)
  return after + wide <= plot ? after : undefined
}
