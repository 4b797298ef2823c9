// The session's facts as rows, in the order in which they happened: the accessible twin of the timeline.
import type { Interval } from '../../layout/stage/hit.ts'
import { laneKinds } from '../../layout/layout.ts'
import { printableText } from '../bytes/text-of-bytes.ts'
import { AllInTime, type Place } from '../lanes/time-ordered-intervals.ts'
import type { TablePage, TableQuery, TableRow } from '../../worker/protocol.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

const MOST_TEXT = 48

export const tablePage = (shown: ShownStream, { at, count }: TableQuery): TablePage => {
  const order = new AllInTime(laneKinds.map((kind) => shown.subject.lanes[kind]))
  const from = typeof at === 'number' ? at : pageOf(shown, order, at, count)
  return {
    from,
    total: order.count,
    rows: order.rows(from, count).map((place) => rowOf(shown, place)),
  }
}

/** Where the page begins that an interval is on. */
const pageOf = (
  { subject }: ShownStream,
  order: AllInTime,
  { lane, index }: Interval,
  count: number,
): number =>
  index < subject.lanes[lane].count
    ? Math.floor(order.before(laneKinds.indexOf(lane), index) / count) * count
    : 0

const rowOf = ({ subject, findings }: ShownStream, { lane: place, index, time }: Place): TableRow => {
  const kind = laneKinds[place] ?? 'message'
  const lane = subject.lanes[kind]
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  const bytes = subject.read(start, Math.min(end, start + MOST_TEXT))
  return {
    lane: kind,
    index,
    time,
    duration: (lane.dones[index] as number) - (lane.times[index] as number),
    start,
    end,
    text: (printableText(bytes) ?? hexText(bytes)) + (end - start > MOST_TEXT ? '…' : ''),
    findings: findings.of({ lane: kind, index }).map(({ title }) => title),
  }
}

const hexText = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
