// The moments of a stream: each call and each segment, in order of time. Bisection finds them.
import { bisectLeft, bisectRight } from 'd3-array'
import { type Lane, laneTable, type LaneName } from '@unstick/session'
import { seenLanes } from '../../model/lanes/lanes.ts'
import { callOrder, timeOrder } from '../../model/lanes/moments.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { arrivalOf } from './journey.ts'

export interface Step {
  readonly lane: LaneName
  /** Whether a recv was called. If not, it returned, or the lane has only one moment per interval. */
  readonly called: boolean
  readonly index: number
  /** Nanoseconds after the epoch. */
  readonly time: number
}

interface Row {
  readonly lane: LaneName
  readonly called: boolean
  readonly count: number
  readonly times: Float64Array
  readonly indexAt: (place: number) => number
}

const rowOf = (lane: Lane, called: boolean): Row => {
  const { moments, indices } = called ? callOrder(lane) : timeOrder(lane)
  return {
    lane: lane.name,
    called,
    count: lane.count,
    times: moments,
    indexAt: (place) => indices?.[place] ?? place,
  }
}

const rowsOf = ({ lanes }: Subject): Row[] =>
  seenLanes(lanes).flatMap((lane) =>
    lane.kind === 'recv' ? [rowOf(lane, true), rowOf(lane, false)] : [rowOf(lane, false)],
  )

/** The last step that had happened by `time`; of several at once, the one farthest along the bytes' way. */
export const lastStep = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => bisectRight(times, time, 0, count) - 1,
    (a, b) => a >= b,
  )

export const stepBefore = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => bisectLeft(times, time, 0, count) - 1,
    (a, b) => a >= b,
  )

export const stepAfter = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => bisectRight(times, time, 0, count),
    (a, b) => a <= b,
  )

const best = (
  subject: Subject,
  placeIn: (row: Row) => number,
  isBetter: (a: number, b: number) => boolean,
): Step | undefined => {
  let found: Step | undefined
  for (const row of rowsOf(subject)) {
    const place = placeIn(row)
    const time = place >= 0 && place < row.count ? row.times[place] : undefined
    if (time !== undefined && (!found || isBetter(time, found.time)))
      found = { lane: row.lane, called: row.called, index: row.indexAt(place), time }
  }
  return found
}

/** A stream's moments, for a replay that gives each of them its own time. */
export interface Score {
  /** Rising, each once, in nanoseconds after the epoch. */
  readonly moments: Float64Array
  /** Whether bytes are in motion between moment `i` and the next. */
  readonly moving: Uint8Array
}

/** More moments than this are not shown one by one. */
export const MOST_SCORED = 2_000

/** `undefined` if there are more than `most`, which is too many to show one by one. */
export const scoreOf = (subject: Subject, most: number): Score | undefined => {
  const rows = rowsOf(subject)
  if (rows.reduce((sum, { count }) => sum + count, 0) > most) return undefined
  const all = rows.flatMap(({ times, count }) => Array.from(times.subarray(0, count)))
  const moments = Float64Array.from(new Set(all)).sort()
  const moving = new Uint8Array(moments.length)
  for (const [from, to] of motions(subject))
    for (let i = bisectLeft(moments, from, 0, moments.length); (moments[i] ?? Infinity) < to; i += 1)
      moving[i] = 1
  return { moments, moving }
}

/** The times between which bytes move from one lane to another. */
function* motions(subject: Subject): Generator<readonly [number, number]> {
  for (const hop of subject.hops) {
    const { carriers, places, recv } = hop
    for (const { upper, lower, overlaps } of subject.joints) {
      const from = carriers[places.indexOf(upper)]
      const to = carriers[places.indexOf(lower)]
      for (let k = 0; from && to && k < overlaps.count; k += 1)
        yield [
          from.times[overlaps.uppers[k] as number] as number,
          to.times[overlaps.lowers[k] as number] as number,
        ]
    }
    const [only, ...others] = carriers
    if (only && others.length === 0 && laneTable[only.kind].has.duration)
      for (let i = 0; i < only.count; i += 1) yield [only.times[i] as number, only.dones[i] as number]
    for (let i = 0; i < recv.count; i += 1) {
      const arrived = arrivalOf(subject, hop, recv.starts[i] as number) ?? 0
      yield [Math.max(arrived, recv.times[i] as number), recv.dones[i] as number]
    }
  }
}
