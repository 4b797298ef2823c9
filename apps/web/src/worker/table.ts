// The session's facts as rows, in the order in which they happened: the accessible twin of the timeline.
import type { LaneKind } from '@unstick/session'
import { laneKinds } from '../timeline/layout.ts'
import { momentOf } from '../timeline/moments.ts'
import { printableText } from '../timeline/text-of-bytes.ts'
import { findingsOf } from './findings-of.ts'
import type { TablePage, TableQuery, TableRow } from './protocol.ts'
import type { ShownStream } from './shown-stream.ts'

const MOST_TEXT = 48

interface Place {
  readonly lane: LaneKind
  readonly index: number
  readonly time: number
}

const orders = new WeakMap<ShownStream, readonly Place[]>()

export const tablePage = (shown: ShownStream, { at, count }: TableQuery): TablePage => {
  const order = orders.get(shown) ?? inOrder(shown)
  orders.set(shown, order)
  const row =
    typeof at === 'number' ? at : order.findIndex(({ lane, index }) => lane === at.lane && index === at.index)
  const from = typeof at === 'number' ? at : Math.max(0, Math.floor(row / count) * count)
  return {
    from,
    total: order.length,
    rows: order.slice(from, from + count).map((place) => rowOf(shown, place)),
  }
}

const inOrder = ({ subject }: ShownStream): Place[] => {
  const places = laneKinds.flatMap((kind) => {
    const lane = subject.lanes[kind]
    return Array.from({ length: lane.count }, (_, index) => ({
      lane: kind,
      index,
      time: momentOf(lane, index),
    }))
  })
  return places.sort((a, b) => a.time - b.time)
}

const rowOf = ({ subject, findings }: ShownStream, { lane: kind, index, time }: Place): TableRow => {
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
    findings: findingsOf(findings, { lane: kind, index }).map(({ title }) => title),
  }
}

const hexText = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
