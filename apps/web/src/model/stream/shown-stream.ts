// One stream looked at through one framing: the subject of layouts, which grows with the session.
import {
  Findings,
  Framed,
  frameStream,
  GrowingColourRuns,
  type Lane,
  Path,
  type Session,
  type Stream,
  type Unread,
  unreadOf,
} from '@unstick/session'
import type { FramingSpec } from '@unstick/framing'
import { GrowingByteLine } from '../axis/byte-line.ts'
import { laneKinds } from '../lanes/lane-kinds.ts'
import { timeLine } from '../axis/axis-line.ts'
import type { Frames, Subject } from './subject.ts'
import { FoundFates } from '../findings/found-fates.ts'
import { ShownFindings } from '../findings/shown-findings.ts'

/** What is extended and not made anew when more of the stream comes. */
interface Growing {
  readonly runs: GrowingColourRuns
  readonly bytes: GrowingByteLine
  readonly findings: Findings
}

/** How a log that is over was read: all of it, or with something missing. */
export type LogEnd = 'whole' | 'cut'

export class ShownStream {
  readonly stream: Stream
  readonly spec: FramingSpec
  readonly findings: ShownFindings
  readonly subject: Subject
  /** `undefined` while no recv has come that could be framed. */
  readonly framed: Framed | undefined
  /** How much of the log had been read, and whether more was to come. */
  readonly length: number
  readonly live: boolean
  /** Bytes that no recv returned, once the log is over. */
  readonly unread: Unread | undefined
  /** Whether something of the log is missing. */
  readonly isCut: boolean
  readonly #growing: Growing
  /** Those of which it is known what became of them. */
  readonly #datagrams: number

  /**
   * `before` is what was shown of the same stream through the same framing, when it was shorter: it is not valid any
   * more, for what grows is taken over. `end` says that no more of the log comes.
   */
  constructor(
    session: Session,
    stream: Stream,
    spec: FramingSpec,
    live: boolean,
    before: ShownStream | undefined,
    end?: LogEnd,
  ) {
    this.stream = stream
    this.spec = spec
    this.length = session.length
    this.live = live
    this.unread = end === undefined ? undefined : unreadOf(stream)
    this.isCut = end === 'cut'
    // A reader that has not called recv yet has no messages, whatever the sends would make.
    const waiting = live && stream.recv.count === 0 && stream.segment.count === 0
    this.framed = waiting ? undefined : advanced(stream, spec, before?.framed)
    this.#growing = grown(stream, this.framed, before?.framed, before && before.#growing)
    const { runs, bytes, findings } = this.#growing
    const frames: Frames = this.framed ?? { ...noFrames, naive: spec.kind === 'none' }
    const lanes = { send: stream.send, segment: stream.segment, recv: stream.recv, message: frames.lane }
    const fates = session.fates(stream)
    this.#datagrams = fates.length
    this.findings = new ShownFindings(findings, waiting ? undefined : new FoundFates(fates, live), lanes)
    const extent = [session.first, session.last] as const
    this.subject = {
      stream: stream.index,
      lanes,
      frames,
      runs,
      runNoun: stream.send.count > 0 ? 'send' : stream.segment.count > 0 ? 'segment' : 'recv',
      joints: findings.joints.map(({ upper, lower, overlaps }) => ({
        upper: laneKinds.indexOf(upper.kind),
        lower: laneKinds.indexOf(lower.kind),
        overlaps,
      })),
      length: stream.length,
      extent,
      time: timeLine(extent),
      bytes: bytes.advance(laneKinds.map((kind) => lanes[kind])),
      found: this.findings.columns,
      unread: this.isCut ? undefined : this.unread,
      lost: stream.transport === 'udp' ? { has: (index) => fates.isLost(index) } : undefined,
      read: (start, end) => stream.bytes(start, end),
    }
  }

  /** Whether every interval of every lane has one counterpart on the next; of datagrams whether each has its recv. */
  get isMatched(): boolean {
    const { lanes } = this.subject
    return this.stream.transport === 'udp'
      ? this.#datagrams > 0 && lanes.recv.count === this.#datagrams
      : laneKinds.every((kind) => lanes[kind].count > 0) && this.#growing.findings.isMatched
  }
}

const emptyColumn = new Float64Array(0)
const emptyLane: Lane = {
  kind: 'message',
  place: '',
  name: 'message',
  count: 0,
  revision: 0,
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

const advanced = (stream: Stream, spec: FramingSpec, before: Framed | undefined): Framed => {
  before?.advance()
  return before ?? frameStream(stream, spec)
}

/** Begun anew where the messages are. */
const grown = (
  stream: Stream,
  framed: Framed | undefined,
  framedBefore: Framed | undefined,
  before: Growing | undefined,
): Growing => {
  const growing =
    before && framedBefore === framed
      ? before
      : {
          runs: new GrowingColourRuns(stream),
          bytes: new GrowingByteLine(),
          findings: new Findings(new Path([stream], framed)),
        }
  growing.findings.advance()
  growing.runs.advance(framed)
  return growing
}
