// What lies in a range: counted by bisection over columns that are summed up once, so that a range over a million
// intervals costs as little as one over three.
import { type Lane, laneIndexAt } from '@unstick/session'
import type { Found } from '../../worker/shown-findings.ts'
import { countsBefore, type CountsBefore } from '../counts-before.ts'
import { laneKinds } from '../layout.ts'
import { momentOf, timeOrder } from '../moments.ts'
import { firstAbove, firstFrom } from '../search.ts'
import type { Subject } from '../subject.ts'
import { longestGap, momentsOfAll } from './gaps.ts'
import type { LaneCount, Range, RangeCounts } from './range.ts'

/** The parts of what is shown that are counted. */
export interface Counted {
  readonly subject: Subject
  readonly findings: FoundList
}

/** What was found, and how much of it. */
type FoundList = Iterable<Pick<Found, 'kind' | 'lane' | 'index'>> & { readonly length: number }

/** Places `[first, last)` of a lane: in stream order on the bytes axis, in the order of time on the time axis. */
interface Places {
  readonly first: number
  readonly last: number
}

export const countRange = (counted: Counted, range: Range): RangeCounts => {
  const { subject } = counted
  const sums = sumsOf(counted, range.axis)
  const places = laneKinds.map((kind) => placesIn(subject.lanes[kind], range))
  const found = (kind: 'merge' | 'split'): number =>
    places.reduce((sum, { first, last }, k) => sum + between(sums.lanes[k]?.[kind], first, last), 0)
  const messages = places[laneKinds.indexOf('message')] ?? { first: 0, last: 0 }
  return {
    lanes: places.map((place, k) =>
      laneCount(subject.lanes[laneKinds[k] ?? 'send'], sums.lanes[k]?.bytes, place, range),
    ),
    ...messageCounts(subject, messages, range),
    merges: found('merge'),
    splits: found('split'),
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
  const first = firstFrom(moments, from, 0, moments.length)
  return { first, last: firstAbove(moments, to, first, moments.length) }
}

const laneCount = (
  lane: Lane,
  before: Float64Array | undefined,
  { first, last }: Places,
  { axis, from, to }: Range,
): LaneCount => {
  const { kind } = lane
  if (last <= first || !before) return { kind, count: 0, bytes: 0 }
  const whole = (before[last] as number) - (before[first] as number)
  // What of the first and the last lies outside.
  const outside =
    axis === 'bytes'
      ? Math.max(0, from - (lane.starts[first] as number)) + Math.max(0, (lane.ends[last - 1] as number) - to)
      : 0
  return { kind, count: last - first, bytes: whole - outside }
}

const messageCounts = (
  subject: Subject,
  { first, last }: Places,
  range: Range,
): Pick<RangeCounts, 'whole' | 'begun'> => {
  const lane = subject.lanes.message
  if (range.axis === 'time') return { whole: last - first, begun: begunInTime(subject, range) }
  const cutAhead = last > first && (lane.starts[first] as number) < range.from ? 1 : 0
  const cutBehind = last > first && (lane.ends[last - 1] as number) > range.to
  const only = last - first === 1 && cutAhead === 1 && cutBehind
  const whole = only ? 0 : Math.max(0, last - first - cutAhead - (cutBehind ? 1 : 0))
  const begunInside = cutBehind && !only ? 1 : 0
  const held = heldFrom(subject)
  return {
    whole,
    begun: begunInside + (held !== undefined && held >= range.from && held < range.to ? 1 : 0),
  }
}

/** Where the unfinished frame at the stream's end begins. */
const heldFrom = ({ frames, length }: Subject): number | undefined =>
  frames.held > 0 && !frames.naive && !frames.error ? length - frames.held : undefined

/** The one message whose first byte the reader got in the range and whose last byte it did not: 1 or 0. */
const begunInTime = (subject: Subject, { from, to }: Range): number => {
  const source = subject.lanes.recv.count > 0 ? subject.lanes.recv : subject.lanes.segment
  const { moments, indices } = timeOrder(source)
  if (indices || source.count === 0) return 0
  const got = (time: number, find: typeof firstAbove): number => {
    const count = find(moments, time, 0, moments.length)
    return count === 0 ? 0 : (source.ends[count - 1] as number)
  }
  const before = got(from, firstFrom)
  const after = got(to, firstAbove)
  const lane = subject.lanes.message
  const next = laneIndexAt(lane, Math.max(0, after - 1))
  const complete = next < lane.count && momentOf(lane, next) <= to
  const start = complete ? undefined : next < lane.count ? (lane.starts[next] as number) : heldFrom(subject)
  return start !== undefined && start >= before && start < after ? 1 : 0
}

interface LaneSums {
  /** Bytes of the first `k` places. */
  readonly bytes: Float64Array
  readonly merge: CountsBefore
  readonly split: CountsBefore
}

interface Sums {
  readonly size: string
  readonly lanes: readonly LaneSums[]
  readonly moments: ReturnType<typeof momentsOfAll>
}

const known = new WeakMap<Subject, Map<string, Sums>>()

const sumsOf = ({ subject, findings }: Counted, axis: Range['axis']): Sums => {
  const size = [...laneKinds.map((kind) => subject.lanes[kind].count), findings.length].join(' ')
  const made = known.get(subject) ?? new Map<string, Sums>()
  known.set(subject, made)
  const before = made.get(axis)
  if (before?.size === size) return before
  const sums: Sums = {
    size,
    lanes: laneKinds.map((kind) => laneSums(subject.lanes[kind], findings, axis)),
    moments: momentsOfAll(axis === 'time' ? laneKinds.map((kind) => subject.lanes[kind]) : []),
  }
  made.set(axis, sums)
  return sums
}

const laneSums = (lane: Lane, findings: FoundList, axis: Range['axis']): LaneSums => {
  const indices = axis === 'time' ? timeOrder(lane).indices : undefined
  const bytes = new Float64Array(lane.count + 1)
  for (let k = 0; k < lane.count; k += 1) {
    const index = indices?.[k] ?? k
    bytes[k + 1] = (bytes[k] as number) + (lane.ends[index] as number) - (lane.starts[index] as number)
  }
  const counts = (kind: 'merge' | 'split'): CountsBefore => {
    const has = new Uint8Array(lane.count)
    for (const found of findings) if (found.kind === kind && found.lane === lane.kind) has[found.index] = 1
    return countsBefore(lane.count, indices, (index) => has[index] === 1)
  }
  return { bytes, merge: counts('merge'), split: counts('split') }
}

const between = (counts: CountsBefore | undefined, first: number, last: number): number =>
  counts && last > first ? (counts[last] as number) - (counts[first] as number) : 0
