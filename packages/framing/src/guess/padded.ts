// Records of text that are filled up to one size with blanks or zeros, as fixed fields are.
import type { Heard } from './evidence.ts'

const SPACE = 0x20
/** One blank lies between words. */
const LEAST_RUN = 2
/** Fewer filled records than this show no size. */
const LEAST_FILLED = 6
/** Of four or fewer bytes are characters of UTF-32, not records. */
const SMALLEST = 5
const LARGEST = 4_096
/** How much of each stream is looked at. */
const LOOKED_AT = 16 * 1024

export interface Padded {
  /** What all distances between the ends of the filling have in common. */
  readonly size: number
  /** How many runs of filling there are. */
  readonly filled: number
}

/** The size of records whose filling always ends at the same place; `undefined` if there is none, or other bytes than text. */
export const paddedOf = (heards: readonly Heard[]): Padded | undefined => {
  let size = 0
  let filled = 0
  for (const { bytes, isAll } of heards) {
    const limit = Math.min(bytes.length, LOOKED_AT)
    let last = -1
    let run = 0
    for (let at = 0; at < limit; at += 1) {
      const byte = bytes[at] as number
      if (byte === 0 || byte === SPACE) {
        run = at > 0 && bytes[at - 1] === byte ? run + 1 : 1
        continue
      }
      if (byte < SPACE || byte === 0x7f) return undefined
      if (run >= LEAST_RUN) {
        if (last >= 0) size = common(size, at - last)
        last = at
        filled += 1
      }
      run = 0
    }
    if (isAll && size > 0 && bytes.length % size !== 0) return undefined
  }
  return size >= SMALLEST && size <= LARGEST && filled >= LEAST_FILLED ? { size, filled } : undefined
}

/** The greatest common divisor. */
const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))
