// A folded track's strip as two rows of pixels: its strength, and where anything stuck or split. As pixels it costs the
// picture's width, however many pieces it has.
import type { StripLayout } from '../../layout/layout.ts'
import { eachPixel, type Row } from './pixels.ts'

type Px = (x: number) => number
type Strip = Pick<StripLayout, 'x0' | 'x1' | 'strength' | 'marks'>

/** A mark's width, in the plot's pixels. */
const MARK = 1.5

/** In `colour`, with the strip's strength at each place as opacity. */
export const fillStrength = (
  row: Uint32Array,
  { x0, x1, strength }: Strip,
  px: Px,
  { from, ratio }: Row,
  colour: number,
): void => {
  for (let k = 0; k < x0.length; k += 1) {
    const left = px(x0[k] as number)
    const right = Math.max(left + 1, px(x1[k] as number))
    const alpha = strength[k] as number
    eachPixel(row.length, (left - from) * ratio, (right - from) * ratio, (x, covered) => {
      const there = (row[x] as number) >>> 24
      row[x] = ((Math.min(255, there + Math.round(alpha * covered)) << 24) | colour) >>> 0
    })
  }
}

export const fillMarks = (
  row: Uint32Array,
  { marks }: Strip,
  px: Px,
  { from, ratio }: Row,
  colour: number,
): void => {
  for (const mark of marks) {
    const x0 = (px(mark) - from) * ratio
    eachPixel(row.length, x0, x0 + MARK * ratio, (x, covered) => {
      const there = (row[x] as number) >>> 24
      row[x] = ((Math.max(there, Math.round(255 * covered)) << 24) | colour) >>> 0
    })
  }
}
