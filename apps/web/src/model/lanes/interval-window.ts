// Which intervals of a lane a view needs: found by bisection, so that a view costs what it shows and not what the
// session holds.
import { bisectRight } from 'd3-array'
import { type Lane, laneIndexAt } from '@unstick/session'
import { intervalsWithin } from './moment-blocks.ts'
import { placeOfTime, timeOrder } from './moments.ts'
import { firstAbove } from '../bisect.ts'

/** Intervals `first` up to, but without, `last`. */
export interface Window {
  readonly first: number
  readonly last: number
  /** The place of the first of those in the view, in the order of the axis: its own number, but where some came late. */
  readonly from: number
  /** How many of them lie in the view: fewer than the window spans where some came late. */
  readonly count: number
}

/** The intervals that touch bytes `[low, high]`. */
export const byteWindow = (lane: Lane, low: number, high: number): Window => {
  const first = laneIndexAt(lane, low)
  const last = Math.max(first, firstAbove(lane.starts, high, first, lane.count))
  return { first, last, from: first, count: last - first }
}

/** The intervals that were there, or lasted into, times `[low, high)`. */
export const timeWindow = (lane: Lane, low: number, high: number): Window => {
  const order = timeOrder(lane)
  const from =
    lane.kind === 'send' && order.indices === undefined
      ? bisectRight(lane.dones, low, 0, lane.count)
      : placeOfTime(order, low)
  return placeWindow(lane, from, Math.max(from, placeOfTime(order, high)))
}

/** Those at places `from` up to, but without, `to` of a lane's order in time. */
export const placeWindow = (lane: Lane, from: number, to: number): Window => {
  const { moments, indices } = timeOrder(lane)
  const count = to - from
  if (!indices || count === 0) return { first: from, last: to, from, count }
  const [first, last] = intervalsWithin(lane, moments[from] as number, moments[to - 1] as number)
  return { first, last, from, count }
}
