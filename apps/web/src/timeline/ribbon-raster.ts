// Ribbons as pixels, row by row, where there are so many that a path for each takes too long: they cost the pixels that
// they cover.
/** A picture of ribbons between two lanes: `width` pixels a row, the first of them at `from` of the plot. */
export interface Ground {
  readonly pixels: Uint32Array
  readonly width: number
  readonly height: number
  readonly from: number
}

/** How far from the upper edge to the lower one a ribbon has come at each row of pixels: 0 to 1. */
export const leanOf = (height: number): Float32Array => {
  const before = leans.get(height)
  if (before) return before
  const lean = Float32Array.from({ length: height }, (_, row) => along((row + 0.5) / height))
  leans.set(height, lean)
  return lean
}

const leans = new Map<number, Float32Array>()

/** The curve of a ribbon's edge, a Bézier with its handles half-way down: where it is at depth `y`, both 0 to 1. */
const along = (y: number): number => {
  let [low, high] = [0, 1]
  for (let step = 0; step < 24; step += 1) {
    const t = (low + high) / 2
    if (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t < y) low = t
    else high = t
  }
  return 3 * low * low - 2 * low * low * low
}

/** Adds one ribbon from `a0`…`a1` above to `b0`…`b1` below, in the plot's pixels, over what is there. */
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
  let left = a0 - from
  let right = a1 - from
  for (let row = 0; row < height; row += 1) {
    const part = lean[row] as number
    const x0 = a0 - from + (b0 - a0) * part
    const x1 = a1 - from + (b1 - a1) * part
    // An edge that leans by several pixels a row is as soft as one that leans by less.
    const soft0 = Math.max(1, Math.abs(x0 - left))
    const soft1 = Math.max(1, Math.abs(x1 - right))
    left = x0
    right = x1
    const at = row * width
    const first = Math.max(0, Math.floor(x0 - soft0 / 2))
    const last = Math.min(width, Math.ceil(x1 + soft1 / 2))
    // Between the two edges every pixel is covered whole.
    const full = Math.ceil(x0 + soft0 / 2)
    const fullTo = Math.floor(x1 - soft1 / 2)
    for (let x = first; x < last; x += 1) {
      let covered = level
      if (x < full || x >= fullTo) {
        const inside = (x + 0.5 - x0) / soft0 + 0.5
        const before = (x1 - x - 0.5) / soft1 + 0.5
        covered = (((inside < 1 ? inside : 1) + (before < 1 ? before : 1) - 1) * level + 0.5) | 0
        if (covered <= 0) continue
      }
      // Where two cross, the later one is seen: as clear as one alone, however many there are.
      if (covered >= (pixels[at + x] as number) >>> 24) pixels[at + x] = (covered << 24) | colour
    }
  }
}
