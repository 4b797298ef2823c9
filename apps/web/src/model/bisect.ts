// Places in a rising column, found from a place nearby: the next pixel's bounds are never far from the last one's. Where
// nothing is known of the place, d3's bisections are asked at once.
import { bisectLeft, bisectRight } from 'd3-array'

type Column = Float64Array | Uint32Array

/** The first place in `[from, to)` whose value is above `value`, or `to`; near `from` it is found in few steps. */
export const firstAbove = (column: Column, value: number, from: number, to: number): number => {
  let low = from
  let high = from
  for (let stride = 1; high < to && (column[high] as number) <= value; stride *= 2) {
    low = high + 1
    high += stride
  }
  return bisectRight(column, value, low, Math.min(high, to))
}

/** The first place in `[from, to)` whose value is not below `value`, or `to`; near `from` it is found in few steps. */
export const firstFrom = (column: Column, value: number, from: number, to: number): number => {
  let low = from
  let high = from
  for (let stride = 1; high < to && (column[high] as number) < value; stride *= 2) {
    low = high + 1
    high += stride
  }
  return bisectLeft(column, value, low, Math.min(high, to))
}
