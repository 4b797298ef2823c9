// Finds places in a rising column, starting from a nearby place, because the next pixel's bounds are never far from the
// last one's. If nothing is known about the place, callers use d3's bisections directly.
import { bisectLeft, bisectRight } from 'd3-array'

type Column = Float64Array | Uint32Array

/** The first place in `[from, to)` whose value is above `value`, or `to`. Takes few steps if it is near `from`. */
export const firstAbove = (column: Column, value: number, from: number, to: number): number => {
  let low = from
  let high = from
  for (let stride = 1; high < to && (column[high] as number) <= value; stride *= 2) {
    low = high + 1
    high += stride
  }
  return bisectRight(column, value, low, Math.min(high, to))
}

/** The first place in `[from, to)` whose value is not below `value`, or `to`. Takes few steps if it is near `from`. */
export const firstFrom = (column: Column, value: number, from: number, to: number): number => {
  let low = from
  let high = from
  for (let stride = 1; high < to && (column[high] as number) < value; stride *= 2) {
    low = high + 1
    high += stride
  }
  return bisectLeft(column, value, low, Math.min(high, to))
}
