// Counts what lies in a range by bisection over columns that are summed once, so that a range over a million intervals
// costs as little as one over three.
import { bisectLeft } from 'd3-array'
import { type Lane, laneIndexAt, type Kept } from '@unstick/session'
import { countsBefore, type CountsBefore } from '../lanes/counts-before.ts'
import { type FoundColumn, marksOf } from '../findings/finding-columns.ts'
import { laneNamed, lastOfKind, lastSeen, orderOfLane } from '../lanes/lanes.ts'
import { momentOf, timeOrder } from '../lanes/moments.ts'
import { firstAbove, firstFrom } from '../bisect.ts'
import type { Subject } from '../stream/subject.ts'
import { longestGap, momentsOfAll } from './gaps.ts'
import type { LaneCount, Range, RangeCounts } from './range.ts'

/** Places `[first, last)` of a lane: in stream order on the bytes axis, in order of time on the time axis. */
interface Places {
  readonly first: number
  readonly last: number
}

const nowhere: Places = { first: 0, last: 0 }

export const countRange = (subject: Subject, range: Range): RangeCounts => {
  const sums = sumsOf(subject, range.axis)
  const places = subject.lanes.map((lane) => placesIn(lane, range))
  const found = { merge: 0, split: 0, 'short-write': 0, fate: 0 }
  for (const { kind, lane, before } of sums.found) {
    const { first, last } = places[orderOfLane(subject.lanes, lane)] ?? nowhere
    found[kind] += (before[last] as number) - (before[first] as number)
  }
  const messages = places[subject.lanes.findIndex(({ kind }) => kind === 'message')] ?? nowhere
  return {
    lanes: subject.lanes.map((lane, k) => laneCount(lane, sums.bytes[k], places[k] ?? nowhere, range)),
    messages: subject.frames.naive ? undefined : messageCounts(subject, messages, range),
    found,
    gap: range.axis === 'time' ? longestGap(sums.moments, range.from, range.to) : undefined,
  }
}

const placesIn = (lane: Lane, { axis, from, to }: Range): Places => {
  if (axis === 'bytes') {
    const first = laneIndexAt(lane, from)
    if (to <= from) return { first, last: first }
    return { first, last: Math.max(first, firstFrom(lane.starts, to, first, lane.count)) }
  }
  const { moments } = timeOrder(lane)
  const first = bisectLeft(moments, from, 0, moments.length)
  return { first, last: firstAbove(moments, to, first, moments.length) }
}

const laneCount = (
  lane: Lane,
  before: Float64Array | undefined,
  { first, last }: Places,
  { axis, from, to }: Range,
): LaneCount => {
  const { name } = lane
  if (last <= first || !before) return { lane: name, count: 0, bytes: 0 }
  const whole = (before[last] as number) - (before[first] as number)
  // The parts of the first and the last that lie outside.
  const outside =
    axis === 'bytes'
      ? Math.max(0, from - (lane.starts[first] as number)) + Math.max(0, (lane.ends[last - 1] as number) - to)
      : 0
  return { lane: name, count: last - first, bytes: whole - outside }
}

const messageCounts = (subject: Subject, { first, last }: Places, range: Range): RangeCounts['messages'] => {
  const lane = lastOfKind(subject.lanes, 'message')
  if (range.axis === 'time') return { whole: last - first, begun: begunInTime(subject, range) }
  const cutAhead = last > first && (lane.starts[first] as number) < range.from ? 1 : 0
  const cutAfter = last > first && (lane.ends[last - 1] as number) > range.to
  const only = last - first === 1 && cutAhead === 1 && cutAfter
  const whole = only ? 0 : Math.max(0, last - first - cutAhead - (cutAfter ? 1 : 0))
  const begunInside = cutAfter && !only ? 1 : 0
  const held = heldFrom(subject)
  return {
    whole,
    begun: begunInside + (held !== undefined && held >= range.from && held < range.to ? 1 : 0),
  }
}

/** Where the unfinished frame at the end of the stream begins. */
const heldFrom = ({ frames, length }: Subject): number | undefined =>
  frames.held > 0 && !frames.error ? length - frames.held : undefined

/** 1 if there is a message whose first byte the reader got within the range and whose last byte it did not; else 0. */
const begunInTime = (subject: Subject, { from, to }: Range): number => {
  const source = lastSeen(subject.lanes)
  const { moments, indices } = timeOrder(source)
  if (indices || source.count === 0 || source.kind === 'send') return 0
  const got = (time: number, find: typeof firstAbove): number => {
    const count = find(moments, time, 0, moments.length)
    return count === 0 ? 0 : (source.ends[count - 1] as number)
  }
  const before = got(from, firstFrom)
  const after = got(to, firstAbove)
  const lane = lastOfKind(subject.lanes, 'message')
  const next = laneIndexAt(lane, Math.max(0, after - 1))
  const complete = next < lane.count && momentOf(lane, next) <= to
  const start = complete ? undefined : next < lane.count ? (lane.starts[next] as number) : heldFrom(subject)
  return start !== undefined && start >= before && start < after ? 1 : 0
}

interface Sums {
  readonly size: string
  /** For each lane, the bytes of its first `k` places. */
  readonly bytes: readonly Float64Array[]
  /** For each column of findings, how many belong to its lane's first `k` places. */
  readonly found: readonly (Pick<FoundColumn, 'kind' | 'lane'> & { readonly before: CountsBefore })[]
  readonly moments: ReturnType<typeof momentsOfAll>
}

const sumsByAxis: Kept<Map<string, Sums>> = { make: () => new Map() }

const sumsOf = (subject: Subject, axis: Range['axis']): Sums => {
  const { index, lanes, found } = subject
  const size = [...lanes, ...found].map(({ count }) => count).join(' ')
  const made = index.current.get(sumsByAxis)
  const before = made.get(axis)
  if (before?.size === size) return before
  const sums: Sums = {
    size,
    bytes: lanes.map((lane) => bytesBefore(lane, orderOf(lane, axis))),
    found: found.map((column) => {
      const lane = laneNamed(lanes, column.lane)
      const marks = marksOf([column], lane.count)
      const before = countsBefore(lane.count, orderOf(lane, axis), (index) => marks[index] === 1)
      return { kind: column.kind, lane: column.lane, before }
    }),
    moments: momentsOfAll(axis === 'time' ? lanes : []),
  }
  made.set(axis, sums)
  return sums
}

const orderOf = (lane: Lane, axis: Range['axis']): Uint32Array | undefined =>
  axis === 'time' ? timeOrder(lane).indices : undefined

const bytesBefore = (lane: Lane, indices: Uint32Array | undefined): Float64Array => {
  const bytes = new Float64Array(lane.count + 1)
  for (let k = 0; k < lane.count; k += 1) {
    const index = indices?.[k] ?? k
    bytes[k + 1] = (bytes[k] as number) + (lane.ends[index] as number) - (lane.starts[index] as number)
  }
  return bytes
}
