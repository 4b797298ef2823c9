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
