// One stream shown through one framing. Layouts are made from it, and it grows with the session.
import {
  Findings,
  Framed,
  frameStream,
  GrowingColourRuns,
  Path,
  type Session,
  type Stream,
  type Unread,
  unreadOf,
} from '@unstick/session'
import type { FramingSpec } from '@unstick/framing'
import { GrowingByteLine } from '../axis/byte-line.ts'
import { emptyLane, hopsOf, lastOfKind, type Lanes, seenLanes } from '../lanes/lanes.ts'
import { timeLine } from '../axis/axis-line.ts'
import { spokenEncoding } from './spoken-encoding.ts'
import { StreamIndex } from './stream-index.ts'
import type { Frames, Subject } from './subject.ts'
import { otherCalls } from '../programs/other-calls.ts'
import { programLines } from '../programs/program-lines.ts'
import { FoundFates } from '../findings/found-fates.ts'
import { ShownFindings } from '../findings/shown-findings.ts'

/** What is extended, and not made again, when more of the stream comes. */
interface Growing {
  readonly index: StreamIndex
  readonly runs: GrowingColourRuns
  readonly bytes: GrowingByteLine
  readonly findings: Findings
}

/** How a finished log was read: all of it, or with something missing. */
export type LogEnd = 'whole' | 'cut'

interface ToShow {
  readonly session: Session
  readonly streams: readonly [Stream, ...Stream[]]
  readonly spec: FramingSpec
  readonly live: boolean
  /**
   * The shorter, earlier state of the same stream and framing. It becomes invalid, because its growing parts are taken
   * over.
   */
  readonly before?: ShownStream | undefined
  /** Says that no more of the log will come. */
  readonly end?: LogEnd | undefined
}

export class ShownStream {
  /** The lanes that the shown bytes pass through. */
  readonly path: Path
  /** The path's last stream. */
  readonly stream: Stream
  readonly spec: FramingSpec
  readonly findings: ShownFindings
  readonly subject: Subject
  /** `undefined` while no recv has come that could be framed. */
  readonly framed: Framed | undefined
  /** How much of the log had been read, and whether more was expected. */
  readonly length: number
  readonly live: boolean
  /** Bytes that no recv returned, once the log is over. */
  readonly unread: Unread | undefined
  /** Whether part of the log is missing. */
  readonly isCut: boolean
  readonly #growing: Growing
  /** The datagrams whose fate is known. */
  readonly #datagrams: number

  constructor({ session, streams, spec, live, before, end }: ToShow) {
    const stream = streams.at(-1) ?? streams[0]
    this.stream = stream
    this.spec = spec
    this.length = session.length
    this.live = live
    this.unread = end === undefined ? undefined : unreadOf(stream)
    this.isCut = end === 'cut'
    if (end !== undefined) for (const lane of stream.lanes) lane.trim()
    // A reader that has not called recv yet has no messages, whatever the sends would give.
    const waiting = live && stream.recv.count === 0 && stream.segment.count === 0
    this.framed = waiting ? undefined : advanced(stream, spec, before?.framed)
    if (end !== undefined) this.framed?.lane.trim()
    this.#growing = grown(streams, this.framed, before?.framed, before && before.#growing)
    const { index, runs, bytes, findings } = this.#growing
    const frames: Frames = this.framed ?? { ...noFrames, naive: spec.kind === 'none' }
    this.path = findings.path
    const lanes = shownLanes(this.path, frames, live)
    const fates = session.fates(stream)
    this.#datagrams = fates.length
    this.findings = new ShownFindings(findings, waiting ? undefined : new FoundFates(fates, live), lanes)
    const extent = [session.first, session.last] as const
    this.subject = {
      stream: stream.index,
      index,
      lanes,
      hops: hopsOf(lanes),
      frames,
      runs,
      runNoun: seenLanes(lanes)[0]?.kind ?? 'recv',
      joints: findings.lanePairs.map(({ upper, lower, overlaps }) => ({
        upper: lanes.indexOf(upper),
        lower: lanes.indexOf(lower),
        overlaps,
      })),
      length: this.path.length,
      extent,
      time: timeLine(extent),
      bytes: bytes.advance(lanes),
      found: this.findings.columns,
      unread: this.isCut ? undefined : this.unread,
      lost: stream.transport === 'udp' ? { has: (index) => fates.isLost(index) } : undefined,
      lostOnWire: stream.lostOnWire,
      acknowledged: stream.acknowledged.times,
      encoding: spokenEncoding(session.header),
      holding: this.#holding(),
      programs: programsOf(session, streams, lanes, index),
      end: endOf(stream),
      read: (start, end) => this.path.bytes(start, end),
    }
  }

  #holding(): Subject['holding'] {
    const { framed } = this
    return framed && !framed.naive && framed.source.kind === 'recv' && this.stream.transport === 'tcp'
      ? (index) => framed.holding(index)
      : undefined
  }

  /** Whether every interval of every lane matches exactly one on the next; for datagrams, whether each has its recv. */
  get isMatched(): boolean {
    const { lanes } = this.subject
    return this.stream.transport === 'udp'
      ? this.#datagrams > 0 && lastOfKind(lanes, 'recv').count === this.#datagrams
      : this.framed !== undefined &&
          this.path.lanes.every(({ count }) => count > 0) &&
          this.#growing.findings.isMatched
  }
}

/** The lines of the programs that made a path's calls, for each lane of it. */
const programsOf = (
  session: Session,
  streams: readonly Stream[],
  lanes: Lanes,
  index: StreamIndex,
): Subject['programs'] => {
  const others = index.growing.get(otherCalls)
  others.advance(session.calls)
  return lanes.map((lane) => {
    const stream = streams.find((each) => each.lanes.some(({ name }) => name === lane.name))
    if (!stream?.calls || (lane.kind !== 'send' && lane.kind !== 'recv')) return undefined
    const isSend = lane.kind === 'send'
    const program = isSend ? stream.writer : stream.reader
    return programLines({
      program: program ?? '',
      port: (isSend ? stream.source : stream.destination).port,
      lane,
      callOf: (k) => stream.callOf(isSend ? 'send' : 'recv', k),
      read: (start, end) => stream.bytes(start, end),
      others: others.of(program ?? '', stream.reverse ? [stream.name, stream.reverse.name] : [stream.name]),
    })
  })
}

/** When the stream's end was on its way: its FIN if that was captured, else when its sender closed it. */
const endOf = (stream: Stream): number | undefined => stream.finSeen

const emptyColumn = new Float64Array(0)
const noFrames = {
  lane: emptyLane('message'),
  headers: emptyColumn,
  trailers: emptyColumn,
  marks: new Uint8Array(0),
  holes: [],
  error: undefined,
  held: 0,
  needed: undefined,
} satisfies Omit<Frames, 'naive'>

/**
 * The observed lanes. While a program's calls still arrive, its lanes are shown even if they are empty. If a framing
 * found no whole message, the lane of messages says why.
 */
const shownLanes = ({ streams, lanes, framed }: Path, frames: Frames, live: boolean): Lanes => {
  const isCalled = streams.some(({ writer, reader }) => writer !== undefined || reader !== undefined)
  const all: Lanes = framed ? lanes : [...lanes, frames.lane]
  return all.filter(
    ({ kind, count }) =>
      count > 0 ||
      (live && isCalled && kind !== 'segment') ||
      (kind === 'message' && (frames.error !== undefined || frames.held > 0)),
  )
}

const advanced = (stream: Stream, spec: FramingSpec, before: Framed | undefined): Framed => {
  before?.advance()
  return before ?? frameStream(stream, spec)
}

/** Starts again if the messages do. */
const grown = (
  streams: readonly [Stream, ...Stream[]],
  framed: Framed | undefined,
  framedBefore: Framed | undefined,
  before: Growing | undefined,
): Growing => {
  const path = new Path(streams, framed)
  const growing =
    before && framedBefore === framed
      ? before
      : {
          index: new StreamIndex(),
          runs: new GrowingColourRuns(path),
          bytes: new GrowingByteLine(),
          findings: new Findings(path),
        }
  growing.index.advance()
  growing.findings.advance()
  growing.runs.advance(framed)
  return growing
}
