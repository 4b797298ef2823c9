// Ribbons as pixels, row by row, for when a path for each would take too long. The cost depends on the pixels that they
// cover.
/** A picture of ribbons between two lanes: `width` pixels per row, the first at `from` of the plot. */
export interface Ground {
  readonly pixels: Uint32Array
  readonly width: number
  readonly height: number
  readonly from: number
}

/** How far across a ribbon has come at each row of pixels: 0 at the upper edge to 1 at the lower. */
export const leanOf = (height: number): Float32Array => {
  const before = leans.get(height)
  if (before) return before
  const lean = Float32Array.from({ length: height }, (_, row) => along((row + 0.5) / height))
  leans.set(height, lean)
  return lean
}

const leans = new Map<number, Float32Array>()

/** The curve of a ribbon's edge, a Bézier with its handles half-way down: its position at depth `y`, both 0 to 1. */
const along = (y: number): number => {
  let [low, high] = [0, 1]
  for (let step = 0; step < 24; step += 1) {
    const t = (low + high) / 2
    if (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t < y) low = t
    else high = t
  }
  return 3 * low * low - 2 * low * low * low
}

/** Adds one ribbon from `a0`…`a1` above to `b0`…`b1` below, in the plot's pixels, over what is already there. */
export const addRibbon = (
  { pixels, width, height, from }: Ground,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  colour: number,
  alpha: number,
): void => {
  const lean = leanOf(height)
  const level = Math.round(alpha * 255)
  const [upper0, upper1, shift0, shift1] = [a0 - from, a1 - from, b0 - a0, b1 - a1]
  let [left, right] = [upper0, upper1]
  for (let row = 0; row < height; row += 1) {
    const part = lean[row] as number
    const x0 = upper0 + shift0 * part
    const x1 = upper1 + shift1 * part
    // An edge that leans by several pixels per row is as soft as one that leans less.
    const lean0 = x0 > left ? x0 - left : left - x0
    const lean1 = x1 > right ? x1 - right : right - x1
    const half0 = lean0 > 1 ? lean0 / 2 : 0.5
    const half1 = lean1 > 1 ? lean1 / 2 : 0.5
    left = x0
    right = x1
    const first = x0 > half0 ? (x0 - half0) | 0 : 0
    const last = x1 + half1 < width ? Math.ceil(x1 + half1) : width
    // How far inside each edge a pixel's middle is: from 0 if the pixel is outside to 1 if it is covered completely.
    const step0 = 0.5 / half0
    const step1 = 0.5 / half1
    let inside0 = (first + 0.5 - x0) * step0 + 0.5
    let inside1 = (x1 - first - 0.5) * step1 + 0.5
    const end = row * width + last
    for (let at = row * width + first; at < end; at += 1) {
      const inside = (inside0 < 1 ? inside0 : 1) + (inside1 < 1 ? inside1 : 1) - 1
      inside0 += step0
      inside1 -= step1
      const covered = (inside * level + 0.5) | 0
      // If two cross, the later one shows, as clear as one alone, however many there are.
      if (covered > 0 && covered >= (pixels[at] as number) >>> 24) pixels[at] = (covered << 24) | colour
    }
  }
}
