// Pixels as an ImageData holds them, four bytes to a number: red lowest, alpha highest, colours not premultiplied.

/** `#rrggbb` as 0xbbggrr. */
export const pixelOf = (colour: string): number => {
  const rgb = Number.parseInt(colour.slice(1), 16)
  return ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)
}

/**
 * Where a row of pixels lies: its first pixel shows `from`, in the plot's pixels, and each of those is `ratio` pixels.
 */
export interface Row {
  readonly from: number
  readonly ratio: number
}

/** `TypedArray.fill` pays off from this many pixels on; for fewer, calling it takes longer than filling. */
const NARROW = 16

/** Fills whole pixels, `[x0, x1)` of the rows `[y0, y1)`, in rows of `width`. */
export const fillArea = (
  pixels: Uint32Array,
  width: number,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  colour: number,
): void => {
  for (let y = y0; y < y1; y += 1) {
    const [first, end] = [y * width + x0, y * width + x1]
    if (end - first >= NARROW) pixels.fill(colour, first, end)
    else for (let at = first; at < end; at += 1) pixels[at] = colour
  }
}

/** Each pixel of `[x0, x1)` in a row of `width`, with the fraction of it that is covered, 0 to 1. */
export const eachPixel = (
  width: number,
  x0: number,
  x1: number,
  take: (x: number, covered: number) => void,
): void => {
  const last = Math.min(width, Math.ceil(x1))
  for (let x = Math.max(0, Math.floor(x0)); x < last; x += 1)
    take(x, Math.min(1, x + 1 - x0, x1 - x, x1 - x0))
}
