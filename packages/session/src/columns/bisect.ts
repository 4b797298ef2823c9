// Finds places in an ascending column, with d3's names and arguments, because packages import nothing from outside.

/** The first place in `[from, to)` whose value is at least `value`, or `to`. */
export const bisectLeft = (column: ArrayLike<number>, value: number, from: number, to: number): number => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The first place in `[from, to)` whose value is above `value`, or `to`. */
export const bisectRight = (column: ArrayLike<number>, value: number, from: number, to: number): number => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((column[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}
