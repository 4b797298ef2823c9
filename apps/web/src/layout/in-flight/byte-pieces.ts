// The bytes that may be in flight at a moment, cut so that all bytes of a piece travel together all the way.
import { bisectRight } from 'd3-array'
import { type Lane, laneIndexAt, laneTable, type Kept } from '@unstick/session'
import { happenedBy, timeOrder } from '../../model/lanes/moments.ts'
import type { Hop } from '../../model/lanes/lanes.ts'
import type { Lost, Subject } from '../../model/stream/subject.ts'

/** Bytes `[start, end)` of one colour and of one interval of each lane of a hop; -1 if there is no interval. */
export interface BytePiece {
  readonly start: number
  readonly end: number
  /** By carrier, in the order in which bytes pass them. */
  readonly on: readonly number[]
  readonly recv: number
  readonly run: number
}

export interface ByteRange {
  readonly low: number
  readonly high: number
}

/**
 * How many datagrams before the first unsettled one are also considered, because they may just have been lost or cut.
 */
const LOOKED_BACK = 8
/** The farthest of this many last seen segments counts, because segments may arrive out of order. */
const SHUFFLED = 32

/** The bytes sent by `until` that no recv had returned by then. On a UDP stream other bytes may lie among them. */
export const unsettled = (subject: Subject, hop: Hop, until: number): ByteRange => {
  const { carriers, recv } = hop
  const high = Math.max(0, ...carriers.map((lane) => reachOf(lane, until)))
  const low = subject.lost
    ? firstUnsettled(subject, hop, subject.lost, until)
    : (recv.ends[happenedBy(recv, until) - 1] ?? 0)
  return { low: Math.min(low, high), high }
}

/** How far bytes were seen on a lane by then. Calls are in the order of their bytes; captured segments may not be. */
const reachOf = (lane: Lane, until: number): number =>
  laneTable[lane.kind].has.duration ? (lane.ends[happenedBy(lane, until) - 1] ?? 0) : farthest(lane, until)

/** The end of what was captured by then. */
export const farthest = (segment: Lane, until: number): number => {
  const { indices } = timeOrder(segment)
  const seen = happenedBy(segment, until)
  let end = 0
  for (let k = Math.max(0, seen - SHUFFLED); k < seen; k += 1)
    end = Math.max(end, segment.ends[indices ? (indices[k] as number) : k] as number)
  return end
}

/** By datagram, in the order sent: the moment by which it and all earlier ones were received or lost. Rising. */
const settledByHop: Kept<Map<Hop, Float64Array>> = { make: () => new Map() }

const firstUnsettled = ({ index }: Subject, hop: Hop, lost: Lost, until: number): number => {
  const base = datagramLane(hop)
  const known = index.current.get(settledByHop)
  const times = known.get(hop) ?? settledTimes(hop, base, lost)
  known.set(hop, times)
  const first = bisectRight(times, until, 0, base.count)
  return base.starts[Math.max(0, Math.min(first, base.count - 1) - LOOKED_BACK)] ?? 0
}

/** On UDP, the lane in which each interval is one datagram, no matter what happened to it. */
export const datagramLane = ({ carriers, recv }: Hop): Lane => carriers[0] ?? recv

const settledTimes = ({ recv }: Hop, base: Lane, lost: Lost): Float64Array => {
  const times = new Float64Array(base.count)
  let latest = -Infinity
  for (let i = 0; i < base.count; i += 1) {
    const start = base.starts[i] as number
    const taken = laneIndexAt(recv, start)
    const own = taken < recv.count && (recv.starts[taken] as number) < (base.ends[i] as number)
    latest = Math.max(latest, own ? (recv.dones[taken] as number) : lost.has(i) ? latest : Infinity)
    times[i] = latest
  }
  return times
}

/** The pieces of `[low, high)`, or `undefined` if there are more than `most`. */
export const bytePiecesOf = (
  { runs }: Subject,
  hop: Hop,
  { low, high }: ByteRange,
  most: number,
): BytePiece[] | undefined => {
  const carriers = hop.carriers.map((lane) => new Cursor(lane, low))
  const recv = new Cursor(hop.recv, low)
  const run = new Cursor(runs, low)
  const pieces: BytePiece[] = []
  for (let start = low; start < high;) {
    const on = carriers.map((carrier) => carrier.at(start))
    const here = { on, recv: recv.at(start), run: run.at(start) }
    const end = Math.min(high, run.next, recv.next, ...carriers.map(({ next }) => next))
    if (on.some((index) => index >= 0)) {
      if (pieces.length === most) return undefined
      pieces.push({ ...here, start, end })
    }
    start = end
  }
  return pieces
}

type Intervals = Pick<Lane, 'count' | 'starts' | 'ends'>

/** Walks a lane's intervals along rising offsets. */
class Cursor {
  /** The next offset where an interval begins or ends. */
  next = Infinity
  readonly #intervals: Intervals
  #index: number

  constructor(intervals: Intervals, offset: number) {
    this.#intervals = intervals
    this.#index = bisectRight(intervals.ends, offset, 0, intervals.count)
  }

  /** The interval at `offset`, or -1. */
  at(offset: number): number {
    const { count, starts, ends } = this.#intervals
    while (this.#index < count && (ends[this.#index] as number) <= offset) this.#index += 1
    if (this.#index >= count) {
      this.next = Infinity
      return -1
    }
    const start = starts[this.#index] as number
    const inside = start <= offset
    this.next = inside ? (ends[this.#index] as number) : start
    return inside ? this.#index : -1
  }
}
