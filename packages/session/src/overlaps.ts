// Which bytes two lanes share: the ribbons between them, and from those every merge and split.
import type { Lane } from './lane.ts'

/** Shared pieces in stream order: bytes `[starts[k], ends[k])` lie in `uppers[k]` and in `lowers[k]`. */
export interface Overlaps {
  readonly count: number
  /** Interval indices in the upper and in the lower lane. */
  readonly uppers: Uint32Array
  readonly lowers: Uint32Array
  /** Stream offsets, in bytes. */
  readonly starts: Float64Array
  readonly ends: Float64Array
}

/**
 * One sweep over both lanes, whose intervals are ordered and do not overlap within a lane: linear in their
 * number, since a step leaves one interval behind, so there are fewer than upper + lower pieces.
 */
export const findOverlaps = (upper: Lane, lower: Lane): Overlaps => {
  const most = upper.count + lower.count
  const uppers = new Uint32Array(most)
  const lowers = new Uint32Array(most)
  const starts = new Float64Array(most)
  const ends = new Float64Array(most)
  let count = 0
  let u = 0
  let l = 0
  while (u < upper.count && l < lower.count) {
    const upperEnd = upper.ends[u] as number
    const lowerEnd = lower.ends[l] as number
    const start = Math.max(upper.starts[u] as number, lower.starts[l] as number)
    const end = Math.min(upperEnd, lowerEnd)
    if (start < end) {
      uppers[count] = u
      lowers[count] = l
      starts[count] = start
      ends[count] = end
      count += 1
    }
    if (upperEnd <= lowerEnd) u += 1
    if (lowerEnd <= upperEnd) l += 1
  }
  return { count, uppers, lowers, starts, ends }
}
