// Finds which bytes two lanes share: these are the ribbons between them, and they give every merge and split.
import { withRoom } from './columns.ts'
import { Growth } from '../columns/growth.ts'
import type { Lane } from './lane.ts'

/**
 * Shared pieces in stream order: bytes `[starts[k], ends[k])` lie in `uppers[k]` and in `lowers[k]`. Only the first
 * `count` places are valid, and growing replaces a column by a longer one.
 */
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
 * One sweep over both lanes, whose intervals are ordered and do not overlap within a lane. Each step finishes one
 * interval, so the time is linear and there are fewer pieces than upper + lower intervals. If the lanes only grew, it
 * continues where it stopped; else it starts again.
 */
export class GrowingOverlaps implements Overlaps {
  count = 0
  uppers = new Uint32Array(0)
  lowers = new Uint32Array(0)
  starts = new Float64Array(0)
  ends = new Float64Array(0)
  /** Changes when the pieces were forgotten. */
  revision = 0
  /** The intervals that the sweep has reached. */
  #upperAt = 0
  #lowerAt = 0
  readonly #growth: Growth

  constructor(
    readonly upper: Lane,
    readonly lower: Lane,
  ) {
    this.#growth = new Growth(upper, lower)
    this.advance()
  }

  /** Adds the intervals that came since the last call. */
  advance(): void {
    const { upper, lower } = this
    if (!this.#growth.continues(upper, lower)) this.#restart()
    let u = this.#upperAt
    let l = this.#lowerAt
    while (u < upper.count && l < lower.count) {
      const upperEnd = upper.ends[u] as number
      const lowerEnd = lower.ends[l] as number
      const start = Math.max(upper.starts[u] as number, lower.starts[l] as number)
      const end = Math.min(upperEnd, lowerEnd)
      if (start < end) this.#push(u, l, start, end)
      if (upperEnd <= lowerEnd) u += 1
      if (lowerEnd <= upperEnd) l += 1
    }
    this.#upperAt = u
    this.#lowerAt = l
  }

  #push(upper: number, lower: number, start: number, end: number): void {
    const k = this.count
    if (k === this.uppers.length) {
      this.uppers = withRoom(this.uppers, k + 1)
      this.lowers = withRoom(this.lowers, k + 1)
      this.starts = withRoom(this.starts, k + 1)
      this.ends = withRoom(this.ends, k + 1)
    }
    this.uppers[k] = upper
    this.lowers[k] = lower
    this.starts[k] = start
    this.ends[k] = end
    this.count = k + 1
  }

  #restart(): void {
    this.#upperAt = 0
    this.#lowerAt = 0
    this.count = 0
    this.revision += 1
  }
}

/** The overlaps of two lanes as they are now. */
export const findOverlaps = (upper: Lane, lower: Lane): Overlaps => new GrowingOverlaps(upper, lower)
