// Where bytes stop being what they should be, found by asking of ever better prefixes.

/** The shortest prefix's length for which `fails`, which fails for all longer ones too; `length` must be one. */
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
