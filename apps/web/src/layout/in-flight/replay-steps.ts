// The moments of a stream: each call and each segment, in the order of time. Found by bisection.
import type { Lane } from '@unstick/session'
import { callOrder, timeOrder } from '../../model/lanes/moments.ts'
import { firstAbove, firstFrom } from '../../model/bisect.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { arrivalOf } from './journey.ts'

/** `call`: a recv was called; `recv`: it returned. */
export interface Step {
  readonly kind: 'send' | 'segment' | 'call' | 'recv'
  readonly index: number
  /** Nanoseconds after the epoch. */
  readonly time: number
}

interface Row {
  readonly kind: Step['kind']
  readonly count: number
  readonly times: Float64Array
  readonly indexAt: (place: number) => number
}

const rowOf = (kind: Step['kind'], lane: Lane): Row => {
  const { moments, indices } = kind === 'call' ? callOrder(lane) : timeOrder(lane)
  return { kind, count: lane.count, times: moments, indexAt: (place) => indices?.[place] ?? place }
}

const rowsOf = ({ lanes }: Subject): Row[] => [
  rowOf('send', lanes.send),
  rowOf('segment', lanes.segment),
  rowOf('call', lanes.recv),
  rowOf('recv', lanes.recv),
]

/** The last one that had happened by `time`; of several at once the one farthest on the bytes' way. */
export const lastStep = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => firstAbove(times, time, 0, count) - 1,
    (a, b) => a >= b,
  )

export const stepBefore = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => firstFrom(times, time, 0, count) - 1,
    (a, b) => a >= b,
  )

export const stepAfter = (subject: Subject, time: number): Step | undefined =>
  best(
    subject,
    ({ times, count }) => firstAbove(times, time, 0, count),
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
      found = { kind: row.kind, index: row.indexAt(place), time }
  }
  return found
}

/** A stream's moments for a replay that gives each of them its time. */
export interface Score {
  /** Rising, each once, in nanoseconds after the epoch. */
  readonly moments: Float64Array
  /** Whether bytes are in motion between moment `i` and the next. */
  readonly moving: Uint8Array
}

/** More moments than this are not shown one by one. */
export const MOST_SCORED = 2_000

/** `undefined` where there are more than `most`: too many to be shown one by one. */
export const scoreOf = (subject: Subject, most: number): Score | undefined => {
  const rows = rowsOf(subject)
  if (rows.reduce((sum, { count }) => sum + count, 0) > most) return undefined
  const all = rows.flatMap(({ times, count }) => Array.from(times.subarray(0, count)))
  const moments = Float64Array.from(new Set(all)).sort()
  const moving = new Uint8Array(moments.length)
  for (const [from, to] of motions(subject))
    for (let i = firstFrom(moments, from, 0, moments.length); (moments[i] ?? Infinity) < to; i += 1)
      moving[i] = 1
  return { moments, moving }
}

/** From when to when bytes are between two lanes. */
function* motions(subject: Subject): Generator<readonly [number, number]> {
  const { lanes, joints } = subject
  const { send, segment, recv } = lanes
  for (const { upper, lower, overlaps } of joints) {
    if (upper !== 0 || lower !== 1) continue
    for (let k = 0; k < overlaps.count; k += 1)
      yield [
        send.times[overlaps.uppers[k] as number] as number,
        segment.times[overlaps.lowers[k] as number] as number,
      ]
  }
  if (segment.count === 0)
    for (let i = 0; i < send.count; i += 1) yield [send.times[i] as number, send.dones[i] as number]
  for (let i = 0; i < recv.count; i += 1) {
    const arrived = arrivalOf(subject, recv.starts[i] as number) ?? 0
    yield [Math.max(arrived, recv.times[i] as number), recv.dones[i] as number]
  }
}
