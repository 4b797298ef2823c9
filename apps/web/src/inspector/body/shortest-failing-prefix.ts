// Finds where bytes stop being valid, by a binary search over their prefixes.

/** The length of the shortest prefix that `fails`. All longer ones must fail too, and so must `length`. */
export const firstFailing = (length: number, fails: (size: number) => boolean): number => {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (fails(middle)) high = middle
    else low = middle + 1
  }
  return low
}
