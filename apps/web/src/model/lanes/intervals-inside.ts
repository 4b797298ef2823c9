// Finds the intervals of a lane with bytes in a part of the stream, and links to one.
import { laneIndexAt, type Lane } from '@unstick/session'
import { momentOf } from './moments.ts'
import { firstFrom } from '../bisect.ts'
import type { IntervalLink } from './interval.ts'

export interface Inside {
  readonly first: number
  readonly count: number
}

/** Intervals with bytes in `[start, end)`. */
export const inside = (lane: Lane, start: number, end: number): Inside => {
  const first = laneIndexAt(lane, start)
  return { first, count: Math.max(0, firstFrom(lane.starts, end, first, lane.count) - first) }
}

export const linkTo = (lane: Lane, index: number): IntervalLink => ({
  lane: lane.name,
  index,
  time: momentOf(lane, index),
  start: lane.starts[index] as number,
})

export const linksTo = (lane: Lane, first: number, count: number): IntervalLink[] =>
  Array.from({ length: count }, (_, k) => linkTo(lane, first + k))

/** Nanoseconds after the epoch as `+203.114 ms`. */
export const atText = (time: number): string =>
  `+${(time / 1e6).toLocaleString('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })} ms`
