// Places in a rising column, found from a place nearby: the next pixel's bounds are never far from the last one's.

/** The first place in `[from, to)` whose value is above `value`, or `to`. */
export const firstAbove = (
  column: Float64Array | Uint32Array,
  value: number,
  from: number,
  to: number,
): number => {
  let low = from
  let stride = 1
  let high = from
  while (high < to && (column[high] as number) <= value) {
    low = high + 1
    high += stride
    stride *= 2
  }
  high = Math.min(high, to)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** The first place in `[from, to)` whose value is not below `value`, or `to`. */
export const firstFrom = (
  column: Float64Array | Uint32Array,
  value: number,
  from: number,
  to: number,
): number => {
  let low = from
  let stride = 1
  let high = from
  while (high < to && (column[high] as number) < value) {
    low = high + 1
    high += stride
    stride *= 2
  }
  high = Math.min(high, to)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
