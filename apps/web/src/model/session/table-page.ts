// The session's facts as rows in the order in which they happened: the accessible form of the timeline.
import type { Interval } from '../lanes/interval.ts'
import { laneNamed, orderOfLane } from '../lanes/lanes.ts'
import { printableText } from '../bytes/text-of-bytes.ts'
import { TimeOrderedIntervals, type Place } from '../lanes/time-ordered-intervals.ts'
import { holesOf, type LaneName, type OtherCall } from '@unstick/session'
import { emptyCalls, type EmptyCalls } from './empty-calls.ts'

import type { ShownStream } from '../stream/shown-stream.ts'

export interface TableQuery {
  /** The first row wanted, or an interval that must be among the rows. */
  readonly at: number | Interval
  readonly count: number
  /** Sends and recvs alone; all intervals if it is left out. */
  readonly only?: 'calls'
}

export interface TableRow {
  readonly lane: LaneName
  readonly index: number
  readonly time: number
  readonly duration: number
  readonly start: number
  readonly end: number
  readonly text: string
  /** `client.py`, `sendto(5) = 5`. Absent if no call made it. */
  readonly call?: { readonly by: string | undefined; readonly text: string }
  readonly findings: readonly string[]
}

/** If calls alone were asked for, `empty` has those without bytes that are between the rows, or around all of them. */
export interface TablePage extends Partial<EmptyCalls> {
  readonly from: number
  readonly total: number
  readonly rows: readonly TableRow[]
}

type Lanes = ShownStream['subject']['lanes']

const MOST_TEXT = 48

export const noTable: TablePage = { from: 0, total: 0, rows: [] }

/** `calls`: the session's calls that moved no bytes. */
export const tablePage = (
  shown: ShownStream,
  { at, count, only }: TableQuery,
  calls: readonly OtherCall[] = [],
): TablePage => {
  const { lanes: all } = shown.subject
  const lanes = only ? all.filter(({ kind }) => kind === 'send' || kind === 'recv') : all
  const order = new TimeOrderedIntervals(lanes)
  const from = typeof at === 'number' ? at : pageOf(lanes, order, at, count)
  const rows = order.rows(from, count + 1).map((place) => rowOf(shown, lanes, place))
  const [since, until] = [from === 0 ? -Infinity : (rows[0]?.time ?? Infinity), rows[count]?.time ?? Infinity]
  return {
    from,
    total: order.count,
    rows: rows.slice(0, count),
    ...(only && emptyCalls(calls, shown.path, since, until)),
  }
}

/** Where the page with an interval begins. */
const pageOf = (
  lanes: Lanes,
  order: TimeOrderedIntervals,
  { lane, index }: Interval,
  count: number,
): number =>
  index < laneNamed(lanes, lane).count
    ? Math.floor(order.before(orderOfLane(lanes, lane), index) / count) * count
    : 0

const rowOf = (
  { subject, stream, findings }: ShownStream,
  lanes: Lanes,
  { lane: place, index, time }: Place,
): TableRow => {
  const lane = lanes[place]
  if (!lane) throw new Error(`the path has no lane ${place}`)
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  const call = callOf(stream, lane, index)
  const bytes = subject.read(start, Math.min(end, start + MOST_TEXT))
  return {
    lane: lane.name,
    index,
    time,
    duration: (lane.dones[index] as number) - (lane.times[index] as number),
    start,
    end,
    text:
      (printableText(bytes, subject.encoding) ??
        hexText(bytes, holesOf(stream, start, start + bytes.length))) + (end - start > MOST_TEXT ? '…' : ''),
    ...(call && { call }),
    findings: findings.of({ lane: lane.name, index }).map(({ title }) => title),
  }
}

/** As the program made it, with what it gave or had room for, and what moved. */
const callOf = (stream: ShownStream['stream'], lane: Lanes[number], index: number): TableRow['call'] => {
  const moved = (lane.ends[index] as number) - (lane.starts[index] as number)
  if (lane === stream.send) {
    const { name = 'send' } = stream.calls?.sends.of(index) ?? {}
    const given = stream.calls?.shortWrites.givenTo(index) ?? moved
    return { by: stream.writer, text: `${name}(${given}) = ${moved}` }
  }
  if (lane !== stream.recv) return undefined
  const { name = 'recv' } = stream.calls?.recvs.of(index) ?? {}
  const limit = lane.limits[index]
  return {
    by: stream.reader,
    text: `${name}(${limit === undefined || Number.isNaN(limit) ? '' : limit}) = ${moved}`,
  }
}

/** Bytes that no lane has would be zeros here. */
const hexText = (bytes: Uint8Array, holes: ReturnType<typeof holesOf>): string =>
  holes.length > 0
    ? 'not in the log'
    : Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
