// Finds the intervals of a lane that a view needs by bisection, so that a view's cost depends on what it shows and not
// on the size of the session.
import { bisectRight } from 'd3-array'
import { type Lane, laneIndexAt } from '@unstick/session'
import { intervalsWithin } from './moment-blocks.ts'
import { placeOfTime, timeOrder } from './moments.ts'
import { firstAbove } from '../bisect.ts'

/** Intervals `[first, last)`. */
export interface Window {
  readonly first: number
  readonly last: number
  /** The place of the first interval in view, in the axis's order. It equals its own number unless some came late. */
  readonly from: number
  /** How many lie in the view; fewer than the window spans if some came late. */
  readonly count: number
}

/** The intervals that touch bytes `[low, high]`. */
export const byteWindow = (lane: Lane, low: number, high: number): Window => {
  const first = laneIndexAt(lane, low)
  const last = Math.max(first, firstAbove(lane.starts, high, first, lane.count))
  return { first, last, from: first, count: last - first }
}

/** The intervals whose moment, or whose duration, touches times `[low, high)`. */
export const timeWindow = (lane: Lane, low: number, high: number): Window => {
  const order = timeOrder(lane)
  const from =
    lane.kind === 'send' && order.indices === undefined
      ? bisectRight(lane.dones, low, 0, lane.count)
      : placeOfTime(order, low)
  return placeWindow(lane, from, Math.max(from, placeOfTime(order, high)))
}

/** The intervals at places `[from, to)` of a lane's order in time. */
const placeWindow = (lane: Lane, from: number, to: number): Window => {
  const { moments, indices } = timeOrder(lane)
  const count = to - from
  if (!indices || count === 0) return { first: from, last: to, from, count }
  const [first, last] = intervalsWithin(lane, moments[from] as number, moments[to - 1] as number)
  return { first, last, from, count }
}
