// Subjects made by hand, for tests: intervals as `[start, end, time, done]`, times in milliseconds.
import { type ColourRuns, findOverlaps, KeptValues, type Lane, type LaneKind } from '@unstick/session'
import { hopsOf, laneNamed } from '../src/model/lanes/lanes.ts'
import { boundariesOf, byteLine, timeLine } from '../src/model/axis/axis-line.ts'
import { StreamIndex } from '../src/model/stream/stream-index.ts'
import type { Subject } from '../src/model/stream/subject.ts'

export type HandInterval = readonly [start: number, end: number, time: number, done?: number]

export const laneOf = (
  kind: LaneKind,
  intervals: readonly HandInterval[],
  kept = new KeptValues(),
): Lane => ({
  kind,
  place: '',
  name: kind,
  count: intervals.length,
  revision: 0,
  starts: Float64Array.from(intervals, ([start]) => start),
  ends: Float64Array.from(intervals, ([, end]) => end),
  times: Float64Array.from(intervals, ([, , time]) => time * 1e6),
  dones: Float64Array.from(intervals, ([, , time, done]) => (done ?? time) * 1e6),
  limits: new Float64Array(intervals.length).fill(NaN),
  kept: () => kept,
})

export interface HandMade {
  readonly send?: readonly HandInterval[]
  readonly segment?: readonly HandInterval[]
  readonly recv?: readonly HandInterval[]
  readonly message?: readonly HandInterval[]
  /** The header bytes of every message; left out: framing off. */
  readonly header?: number
  readonly marks?: readonly number[]
  readonly error?: Subject['frames']['error']
  readonly text?: string
  /** Makes it a UDP stream: the datagrams that no recv got. */
  readonly lost?: readonly number[]
  /** From 0 to this many milliseconds. */
  readonly span: number
}

export const subjectOf = (hand: HandMade): Subject => {
  const lanes = {
    send: laneOf('send', hand.send ?? []),
    segment: laneOf('segment', hand.segment ?? []),
    recv: laneOf('recv', hand.recv ?? []),
    message: laneOf('message', hand.message ?? []),
  }
  const naive = hand.header === undefined
  const owner = !naive && lanes.message.count > 0 ? lanes.message : lanes.send
  const runs: ColourRuns = {
    count: owner.count,
    starts: owner.starts,
    ends: owner.ends,
    owners: Uint32Array.from({ length: owner.count }, (_, index) => index),
    settled: owner.count,
    revision: 0,
  }
  const all = [lanes.send, lanes.segment, lanes.recv, lanes.message]
  const there = all.filter(({ count }) => count > 0)
  const extent = [0, hand.span * 1e6] as const
  const bytes = new TextEncoder().encode(hand.text ?? '')
  return {
    stream: 0,
    index: new StreamIndex(),
    lanes: all,
    hops: hopsOf(all),
    frames: {
      lane: lanes.message,
      headers: new Float64Array(lanes.message.count).fill(hand.header ?? 0),
      trailers: new Float64Array(lanes.message.count),
      marks: Uint8Array.from(hand.marks ?? []),
      holes: [],
      naive,
      error: hand.error,
      held: 0,
      needed: undefined,
    },
    runs,
    runNoun: 'send',
    joints: there.slice(1).flatMap((lower, k) => {
      const upper = there[k]
      if (upper === undefined) return []
      return [{ upper: all.indexOf(upper), lower: all.indexOf(lower), overlaps: findOverlaps(upper, lower) }]
    }),
    length: Math.max(0, ...all.map(({ ends }) => ends.at(-1) ?? 0)),
    extent,
    time: timeLine(extent),
    bytes: byteLine(boundariesOf(all.map(({ ends }) => ends))),
    found: [{ kind: 'merge', lane: 'recv', count: 1, indices: Uint32Array.of(0) }],
    lost: hand.lost && new Set(hand.lost),
    read: (start, end) => bytes.slice(start, end),
  }
}

/** Two sends that one recv took 200 ms later; framing off. */
export const stuck = subjectOf({
  send: [
    [0, 5, 0],
    [5, 10, 0.02],
  ],
  recv: [[0, 10, 200]],
  message: [[0, 10, 200]],
  marks: [1],
  text: 'helloworld',
  span: 200,
})

/** The same with a header of four bytes before each text. */
export const framed = subjectOf({
  send: [
    [0, 9, 0],
    [9, 18, 0.02],
  ],
  recv: [[0, 18, 200]],
  message: [
    [0, 9, 200],
    [9, 18, 200],
  ],
  header: 4,
  text: '\0\0\0\u0005hello\0\0\0\u0005world',
  span: 200,
})

/** A subject's lanes by kind, for subjects with only one lane of each kind. */
export const lanesByKind = ({ lanes }: Pick<Subject, 'lanes'>) => ({
  send: laneNamed(lanes, 'send'),
  segment: laneNamed(lanes, 'segment'),
  recv: laneNamed(lanes, 'recv'),
  message: laneNamed(lanes, 'message'),
})
