// Where bytes occur in others.

/**
 * The first `most` places at which `needle` begins in `text`, also those that overlap. One pass over each (Knuth, Morris
 * and Pratt), which leaps to the next first byte while nothing matches: runs of one byte cost no more than other bytes.
 */
export const findAll = (text: Uint8Array, needle: Uint8Array, most = Infinity): number[] => {
  const [first] = needle
  if (first === undefined) return []
  const back = fallBacks(needle)
  const places: number[] = []
  let matched = 0
  for (let at = 0; at < text.length && places.length < most; at += 1) {
    if (matched === 0) {
      at = text.indexOf(first, at)
      if (at < 0) break
    }
    while (matched >= 0 && (matched === needle.length || needle[matched] !== text[at]))
      matched = back[matched] as number
    matched += 1
    if (matched === needle.length) places.push(at + 1 - needle.length)
  }
  return places
}

/** At `k`: how many bytes still match where the first `k` did and the next one does not; -1: none, and go on. */
const fallBacks = (needle: Uint8Array): Int32Array => {
  const back = new Int32Array(needle.length + 1)
  back[0] = -1
  for (let k = 2, fallen = 0; k <= needle.length; k += 1) {
    while (fallen >= 0 && needle[fallen] !== needle[k - 1]) fallen = back[fallen] as number
    fallen += 1
    back[k] = fallen
  }
  return back
}
