// The edges that a range's end can snap to: where any interval of any lane begins or ends. Bisection finds them.
import { bisectLeft } from 'd3-array'
import { type Lane, laneIndexAt } from '@unstick/session'
import type { AxisKind } from '../axis/axis.ts'
import { laneNamed } from '../lanes/lanes.ts'
import { momentOf, timeOrder } from '../lanes/moments.ts'
import type { Subject } from '../stream/subject.ts'
import type { RangeEnd } from './range.ts'

/** The last edge before `at` and the first at or after it; infinite if there is none. */
interface Around {
  readonly before: number
  readonly after: number
}

/** Where an end is, in whole units, and whether that is an edge. */
export const placeEnd = (
  subject: Subject,
  axis: AxisKind,
  end: RangeEnd,
): { readonly at: number; readonly snapped: boolean } => {
  switch (end.kind) {
    case 'interval':
      return { at: intervalEdge(laneNamed(subject.lanes, end.interval.lane), axis, end), snapped: true }
    case 'next': {
      const at = end.toward > 0 ? edgesAround(subject, axis, end.at + 1).after : before(subject, axis, end.at)
      return Number.isFinite(at) ? { at, snapped: true } : { at: end.at, snapped: false }
    }
    case 'near': {
      const whole = Math.round(end.at)
      const around = edgesAround(subject, axis, whole)
      const at = whole - around.before < around.after - whole ? around.before : around.after
      return Math.abs(at - end.at) <= Math.max(end.reach, 0.5)
        ? { at, snapped: true }
        : { at: whole, snapped: false }
    }
  }
}

const before = (subject: Subject, axis: AxisKind, at: number): number => edgesAround(subject, axis, at).before

const intervalEdge = (
  lane: Lane,
  axis: AxisKind,
  { interval, edge }: Extract<RangeEnd, { kind: 'interval' }>,
): number => {
  const index = Math.min(interval.index, lane.count - 1)
  if (axis === 'bytes') return (edge === 'end' ? lane.ends : lane.starts)[index] ?? 0
  return edge === 'end' ? (lane.dones[index] ?? 0) : index < 0 ? 0 : momentOf(lane, index)
}

const edgesAround = (subject: Subject, axis: AxisKind, at: number): Around => {
  let [least, most] = [-Infinity, Infinity]
  const see = (value: number | undefined): void => {
    if (value === undefined) return
    if (value < at) least = Math.max(least, value)
    else most = Math.min(most, value)
  }
  for (const lane of subject.lanes) {
    if (lane.count === 0) continue
    if (axis === 'bytes') {
      const near = laneIndexAt(lane, at)
      for (const index of [near - 1, near, near + 1]) {
        if (index < 0 || index >= lane.count) continue
        see(lane.starts[index])
        see(lane.ends[index])
      }
      continue
    }
    const { moments } = timeOrder(lane)
    seeAround(moments, moments.length, at, see)
    // A send is drawn from its call to its return.
    if (lane.kind === 'send') seeAround(lane.dones, lane.count, at, see)
  }
  return { before: least, after: most }
}

/** Gives `see` the column's last value before `at` and the first that is not before it. */
const seeAround = (
  column: Float64Array,
  count: number,
  at: number,
  see: (value: number | undefined) => void,
): void => {
  const place = bisectLeft(column, at, 0, count)
  if (place > 0) see(column[place - 1])
  if (place < count) see(column[place])
}
