// One interval of a lane, named by its index there.
import type { LaneName } from '@unstick/session'

export interface Interval {
  readonly lane: LaneName
  readonly index: number
}

/** An interval to go to, with its place on both axes: nanoseconds after the epoch, stream bytes. */
export interface IntervalLink extends Interval {
  readonly time: number
  readonly start: number
}
