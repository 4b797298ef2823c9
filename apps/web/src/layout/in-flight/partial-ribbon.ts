// The first part of a ribbon's edge, up to where bytes have travelled: a cubic curve, cut there.

/** Two control points and the end, in pixels. */
export interface EdgePart {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly x: number
  readonly y: number
}

/** From `(a, top)` towards `(b, bottom)`, as ribbons are drawn, up to the fraction `at` (0 to 1). */
export const edgePart = (a: number, b: number, top: number, bottom: number, at: number): EdgePart => {
  const middle = (top + bottom) / 2
  const mix = (from: number, to: number): number => from + (to - from) * at
  const split = (p0: number, p1: number, p2: number, p3: number): readonly [number, number, number] => {
    const first = mix(p0, p1)
    const between = mix(p1, p2)
    const second = mix(first, between)
    return [first, second, mix(second, mix(between, mix(p2, p3)))]
  }
  const [x1, x2, x] = split(a, a, b, b)
  const [y1, y2, y] = split(top, middle, middle, bottom)
  return { x1, y1, x2, y2, x, y }
}
