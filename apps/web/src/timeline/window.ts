// Which intervals of a lane a view needs: found by bisection, so that a view costs what it shows and not what the
// session holds.
import { type Lane, laneIndexAt } from '@unstick/session'
import { placeOfTime, timeOrder } from './moments.ts'
import { firstAbove } from './search.ts'

/** Intervals `first` up to, but without, `last`. */
export interface Window {
  readonly first: number
  readonly last: number
  /** How many of them lie in the view: fewer than the window spans where some came late. */
  readonly count: number
}

/** The intervals that touch bytes `[low, high]`. */
export const byteWindow = (lane: Lane, low: number, high: number): Window => {
  const first = laneIndexAt(lane, low)
  const last = Math.max(first, firstAbove(lane.starts, high, first, lane.count))
  return { first, last, count: last - first }
}

/** The intervals that were there, or lasted into, times `[low, high)`. */
export const timeWindow = (lane: Lane, low: number, high: number): Window => {
  const order = timeOrder(lane)
  const from =
    lane.kind === 'send' && order.indices === undefined
      ? firstAbove(lane.dones, low, 0, lane.count)
      : placeOfTime(order, low)
  const to = Math.max(from, placeOfTime(order, high))
  if (!order.indices) return { first: from, last: to, count: to - from }
  let first = lane.count
  let last = 0
  for (const index of order.indices.subarray(from, to)) {
    first = Math.min(first, index)
    last = Math.max(last, index + 1)
  }
  return { first: Math.min(first, last), last, count: to - from }
}
