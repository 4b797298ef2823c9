// Fills columns into pixels: rectangles on whole pixels. It costs what they cover, however many there are.
import type { Columns } from '../../layout/layout.ts'
import { fillArea, type Row } from './pixels.ts'

const OPAQUE = 255 << 24

/** Fills `pixels`: `height` rows of `width`, with the columns of one row. `colours`: for each tint, as `pixelOf` returns it. */
export const fillColumns = (
  pixels: Uint32Array,
  width: number,
  height: number,
  columns: Columns,
  row: number,
  px: (x: number) => number,
  { from, ratio }: Row,
  colours: readonly number[],
): void => {
  for (let k = 0; k < columns.x0.length; k += 1) {
    if (columns.row[k] !== row) continue
    const left = Math.max(0, Math.round((px(columns.x0[k] as number) - from) * ratio))
    const right = Math.min(
      width,
      Math.max(left + 1, Math.round((px(columns.x1[k] as number) - from) * ratio)),
    )
    if (!(left < right)) continue
    const top = Math.max(0, Math.round((columns.y0[k] as number) * height))
    const bottom = Math.min(height, Math.max(top + 1, Math.round((columns.y1[k] as number) * height)))
    const colour = (OPAQUE | (colours[columns.tint[k] as number] ?? 0)) >>> 0
    fillArea(pixels, width, left, right, top, bottom, colour)
  }
}
