// Fills a buffer with more bands than a person could tell apart into pixels: each band, and over them the stepped line of
// the level. It costs what they cover, however many there are.
import type { BufferLayout } from '../../layout/layout.ts'
import { fillArea, type Row } from './pixels.ts'

const OPAQUE = 255

export interface BufferPaint {
  /** For each tint, as `pixelOf` returns it. */
  readonly tints: readonly number[]
  readonly line: number
  /** Of a band, and how much paler header bytes are: 0 to 1. */
  readonly band: number
  readonly pale: number
}

/** Fills `pixels`: `height` rows of `width`. `y`: the row above which so many bytes lie; the ground is the last row. */
export const fillBuffer = (
  pixels: Uint32Array,
  width: number,
  height: number,
  { bands, level }: Pick<BufferLayout, 'bands' | 'level'>,
  y: (bytes: number) => number,
  px: (x: number) => number,
  { from, ratio }: Row,
  paint: BufferPaint,
): void => {
  const column = (x: number): number => Math.max(0, Math.min(width, Math.round((px(x) - from) * ratio)))
  const row = (bytes: number): number => Math.max(0, Math.min(height, Math.round(y(bytes))))
  const fill = (x0: number, x1: number, y0: number, y1: number, colour: number): void =>
    fillArea(pixels, width, x0, x1, y0, y1, colour)
  const strong = Math.round(OPAQUE * paint.band)
  const weak = Math.round(OPAQUE * paint.band * paint.pale)
  for (let k = 0; k < bands.x0.length; k += 1) {
    const [x0, x1] = [column(bands.x0[k] as number), column(bands.x1[k] as number)]
    if (x0 === x1) continue
    const alpha = bands.pale[k] === 1 ? weak : strong
    const colour = ((alpha << 24) | (paint.tints[bands.tint[k] as number] ?? 0)) >>> 0
    fill(x0, x1, row(bands.to[k] as number), row(bands.from[k] as number), colour)
  }
  const line = ((OPAQUE << 24) | paint.line) >>> 0
  const thick = Math.max(1, Math.round(ratio))
  let before = row(0)
  for (let k = 0; k < level.x.length; k += 1) {
    const x0 = column(level.x[k] as number)
    const x1 = Math.min(width, Math.max(x0 + thick, column(level.x[k + 1] ?? Infinity)))
    const now = row(level.bytes[k] as number)
    // The last moment only ends the line.
    if (k + 1 < level.x.length) fill(x0, x1, Math.max(0, now - thick), Math.max(thick, now), line)
    if (now !== before)
      fill(
        x0,
        Math.min(width, x0 + thick),
        Math.max(0, Math.min(before, now) - thick),
        Math.max(before, now),
        line,
      )
    before = now
  }
}
