// A lane's colours as one row of pixels, which is then stretched to the lane's height. It costs the picture's width,
// however many slices there are. A partly covered pixel is lighter in proportion.
import type { Row } from './pixels.ts'

/** A slice's smallest width, in the plot's pixels. */
const LEAST = 1

/** From `x0` to `x1`, each with its tint. */
export interface Slices {
  readonly x0: ArrayLike<number>
  readonly x1: ArrayLike<number>
  readonly tint: ArrayLike<number>
}

/** Red, green, blue and weight of each pixel; reused for every row. */
let sums = new Float32Array(0)

/** Fills `row`. `px` converts the slices' edges to pixels; `colours` has one for each tint, as `pixelOf` returns it. */
export const fillStrip = (
  row: Uint32Array,
  slices: Slices,
  px: (x: number) => number,
  { from, ratio }: Row,
  colours: readonly number[],
): void => {
  const width = row.length
  if (sums.length < width * 4) sums = new Float32Array(width * 4)
  sums.fill(0, 0, width * 4)
  for (let k = 0; k < slices.x0.length; k += 1) {
    const x0 = px(slices.x0[k] as number)
    const left = Math.max(0, (x0 - from) * ratio)
    const right = Math.min(width, (Math.max(x0 + LEAST, px(slices.x1[k] as number)) - from) * ratio)
    // Written so that an edge that is NaN is skipped too.
    if (!(left < right)) continue
    const colour = colours[slices.tint[k] as number] ?? 0
    const first = Math.floor(left)
    const last = Math.ceil(right) - 1
    if (first === last) add(first, colour, right - left)
    else {
      add(first, colour, first + 1 - left)
      for (let x = first + 1; x < last; x += 1) add(x, colour, 1)
      add(last, colour, right - last)
    }
  }
  for (let x = 0; x < width; x += 1) row[x] = packed(x * 4)
}

const add = (x: number, colour: number, part: number): void => {
  const at = x * 4
  sums[at] = (sums[at] as number) + (colour & 255) * part
  sums[at + 1] = (sums[at + 1] as number) + ((colour >> 8) & 255) * part
  sums[at + 2] = (sums[at + 2] as number) + ((colour >> 16) & 255) * part
  sums[at + 3] = (sums[at + 3] as number) + part
}

/** Slices that share a pixel share its colour. */
const packed = (at: number): number => {
  const weight = sums[at + 3] as number
  if (weight === 0) return 0
  const red = Math.round((sums[at] as number) / weight)
  const green = Math.round((sums[at + 1] as number) / weight)
  const blue = Math.round((sums[at + 2] as number) / weight)
  const alpha = Math.round(Math.min(1, weight) * 255)
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0
}
