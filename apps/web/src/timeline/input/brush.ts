// The overview's brush: what a pointer grabs, and where dragging moves it. All as fractions of the whole, 0 to 1.

export type Grip = 'from' | 'to' | 'inside' | 'outside'
export type Brush = readonly [number, number]

/** `reach`: how near to an edge a pointer still grabs it. */
export const gripAt = ([from, to]: Brush, at: number, reach: number): Grip => {
  const whole = from <= 0 && to >= 1
  if (!whole && Math.abs(at - from) <= reach) return 'from'
  if (!whole && Math.abs(at - to) <= reach) return 'to'
  return !whole && at > from && at < to ? 'inside' : 'outside'
}

/** The brush after the pointer moved from `begun` to `at`; `brush` is its state when grabbed. */
export const brushMoved = (brush: Brush, grip: Grip, begun: number, at: number): Brush => {
  const [from, to] = brush
  switch (grip) {
    case 'from':
      return sorted(at, to)
    case 'to':
      return sorted(from, at)
    case 'inside': {
      const by = Math.min(Math.max(at - begun, -from), 1 - to)
      return [from + by, to + by]
    }
    case 'outside':
      return sorted(begun, at)
  }
}

const sorted = (a: number, b: number): Brush => [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
