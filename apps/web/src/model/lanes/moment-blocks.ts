// Finds the moments that some intervals span, and the intervals that some moments span. It bisects if moments rise with
// the stream, or else goes over blocks of intervals, so that neither has to look at each interval.
import { bisectLeft } from 'd3-array'
import type { Lane } from '@unstick/session'
import { BLOCK, momentOf, timeOrder } from './moments.ts'
import { firstAbove } from '../bisect.ts'

/** The earliest and the latest moment of intervals `[first, last)`, of which there must be at least one. */
export const momentsWithin = (lane: Lane, first: number, last: number): readonly [number, number] => {
  const { indices, least, most } = timeOrder(lane)
  if (!indices) return [momentOf(lane, first), momentOf(lane, last - 1)]
  let [from, to] = [Infinity, -Infinity]
  for (let i = first; i < last;) {
    const whole = i % BLOCK === 0 && i + BLOCK <= last
    from = Math.min(from, whole ? (least[i / BLOCK] as number) : momentOf(lane, i))
    to = Math.max(to, whole ? (most[i / BLOCK] as number) : momentOf(lane, i))
    i += whole ? BLOCK : 1
  }
  return [from, to]
}

/**
 * The first interval in stream order with its moment in `[low, high]`, and the one after the last; `first >= last` if
 * none.
 */
export const intervalsWithin = (lane: Lane, low: number, high: number): readonly [number, number] => {
  const { moments, indices, least, most } = timeOrder(lane)
  let first = indices ? 0 : bisectLeft(moments, low, 0, lane.count)
  let last = indices ? lane.count : firstAbove(moments, high, first, lane.count)
  if (!indices) return [first, last]
  const isIn = (index: number): boolean => momentOf(lane, index) >= low && momentOf(lane, index) <= high
  const hasNone = (block: number): boolean => (least[block] as number) > high || (most[block] as number) < low
  while (first < last && !isIn(first)) first += first % BLOCK === 0 && hasNone(first / BLOCK) ? BLOCK : 1
  while (first < last && !isIn(last - 1)) last -= last % BLOCK === 0 && hasNone(last / BLOCK - 1) ? BLOCK : 1
  return [first, last]
}
