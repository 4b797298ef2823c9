// One stream looked at through one framing: the subject of layouts, kept until the session grows.
import {
  colourRuns,
  type DatagramFate,
  findFindings,
  findOverlaps,
  type Finding,
  Framed,
  frameStream,
  type Lane,
  type LaneKind,
  type Session,
  type Stream,
} from '@unstick/session'
import type { FramingSpec } from '@unstick/framing'
import { foundFates } from './found-fates.ts'
import { laneKinds } from '../timeline/layout.ts'
import { boundariesOf, byteLine, timeLine } from '../timeline/scale.ts'
import type { Frames, Subject } from '../timeline/subject.ts'

/** Something that happened to an interval, in a sentence and with why. */
export type Found = Pick<Finding, 'lane' | 'index' | 'title' | 'text'> & {
  readonly kind: Finding['kind'] | 'fate'
  readonly between?: Finding['between']
}

export class ShownStream {
  readonly stream: Stream
  readonly spec: FramingSpec
  readonly findings: readonly Found[]
  readonly subject: Subject
  /** `undefined` while no recv has come that could be framed. */
  readonly framed: Framed | undefined
  /** How much of the log had been read, and whether more was to come. */
  readonly length: number
  readonly live: boolean

  /** `before` is what was shown of the same stream through the same framing, when it was shorter. */
  constructor(
    session: Session,
    stream: Stream,
    spec: FramingSpec,
    live: boolean,
    before: ShownStream | undefined,
  ) {
    this.stream = stream
    this.spec = spec
    this.length = session.length
    this.live = live
    // A reader that has not called recv yet has no messages, whatever the sends would make.
    const waiting = live && stream.recv.count === 0 && stream.segment.count === 0
    this.framed = waiting ? undefined : advanced(stream, spec, before?.framed)
    const framed = this.framed ?? frameStream(stream, { kind: 'none' })
    const frames: Frames = this.framed ?? { ...noFrames, naive: spec.kind === 'none' }
    const fates = session.fates(stream)
    this.findings = waiting ? [] : [...findFindings(stream, framed), ...foundFates(fates, live)]
    const lanes = { send: stream.send, segment: stream.segment, recv: stream.recv, message: frames.lane }
    const extent = [session.first, session.last] as const
    this.subject = {
      stream: stream.index,
      lanes,
      frames,
      runs: colourRuns(stream, framed),
      runNoun: stream.send.count > 0 ? 'send' : stream.segment.count > 0 ? 'segment' : 'recv',
      joints: joints(lanes),
      length: stream.length,
      extent,
      time: timeLine(extent),
      bytes: byteLine(boundariesOf(laneKinds.map((kind) => lanes[kind].ends.subarray(0, lanes[kind].count)))),
      found: foundIn(this.findings),
      lost: stream.transport === 'udp' ? lostOf(fates) : undefined,
      read: (start, end) => stream.bytes(start, end),
    }
  }
}

const emptyColumn = new Float64Array(0)
const emptyLane: Lane = {
  kind: 'message',
  count: 0,
  starts: emptyColumn,
  ends: emptyColumn,
  times: emptyColumn,
  dones: emptyColumn,
  limits: emptyColumn,
}
const noFrames = {
  lane: emptyLane,
  headers: emptyColumn,
  trailers: emptyColumn,
  marks: new Uint8Array(0),
  error: undefined,
  held: 0,
  needed: undefined,
} satisfies Omit<Frames, 'naive'>

/** The framed stream brought up to date; begun anew where another lane is the one to frame by now. */
const advanced = (stream: Stream, spec: FramingSpec, framed: Framed | undefined): Framed => {
  const kind = [stream.recv, stream.segment, stream.send].find((lane) => lane.count > 0)?.kind
  if (framed === undefined || framed.source.kind !== kind || kind === 'segment')
    return frameStream(stream, spec)
  framed.advance()
  return framed
}

const joints = (lanes: Readonly<Record<LaneKind, Lane>>): Subject['joints'] => {
  const there = laneKinds.filter((kind) => lanes[kind].count > 0)
  return there.slice(1).flatMap((lower, k) => {
    const upper = there[k]
    return upper === undefined
      ? []
      : [
          {
            upper: laneKinds.indexOf(upper),
            lower: laneKinds.indexOf(lower),
            overlaps: findOverlaps(lanes[upper], lanes[lower]),
          },
        ]
  })
}

const lostOf = (fates: readonly DatagramFate[]): Set<number> =>
  new Set(fates.flatMap(({ fate, index }) => (fate === 'lost' || fate === 'refused' ? [index] : [])))

const foundIn = (findings: readonly Found[]): Record<LaneKind, Set<number>> => {
  const found = {
    send: new Set<number>(),
    segment: new Set<number>(),
    recv: new Set<number>(),
    message: new Set<number>(),
  }
  for (const { lane, index } of findings) found[lane].add(index)
  return found
}
