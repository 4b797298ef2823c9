// A session as the command line's JSON lines: its intervals lane by lane, then its findings.
import type { Apart } from '@unstick/framing'
import type { DatagramFates, Fate } from '../udp/datagram-fates.ts'
import type { Finding, FindingKind } from '../findings/finding.ts'
import { Findings } from '../findings/findings.ts'
import { type Framed, frameStream } from '../messages/framed.ts'
import type { Lane } from '../lanes/lane.ts'
import { counted, grouped } from '../lanes/quantity.ts'
import { missingTail, tailWords } from '../streams/missing-tail.ts'
import type { Range } from '../streams/stream-bytes.ts'
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Framing } from '../messages/framing-plan.ts'
import { Path } from '../messages/path.ts'
import { misfitWords, unfinishedWords } from './misfit-words.ts'
import type { Session } from '../streams/session.ts'
import type { Stream } from '../streams/stream.ts'

export interface IntervalLine {
  readonly lane: LaneName
  readonly stream: string
  readonly index: number
  /** Nanoseconds since 1970 as decimal text, because a JSON number cannot hold them. */
  readonly time: string
  /** Stream offsets, in bytes. */
  readonly start: number
  readonly end: number
  /** For a frame: bytes before its body, and whether all of it was there. */
  readonly header?: number
  readonly complete?: boolean
  /** For a frame of which the log does not have all bytes: those that are missing, as stream offsets. */
  readonly missing?: readonly { readonly start: number; readonly end: number }[]
  /** Bytes between frames that belong to none, the beginning of a message that goes on in a later line, or a tunnel. */
  readonly apart?: Apart
  /** For a frame that is not finished: how many of its bytes are there, and how many its header says it has. */
  readonly held?: number
  readonly needed?: number
  /** The framing error's code and sentence, for the bytes that were left unframed. */
  readonly error?: string
  readonly message?: string
  /** The stream offset of the byte or field that the framing error is about. */
  readonly at?: number
  /** For a datagram: what became of it, how many of its bytes nobody will ever receive, and the evidence. */
  readonly fate?: Fate
  readonly gone?: number
  readonly text?: string
  /** The first bytes of a frame's body, if they were asked for: see `FrameReader`. */
  readonly body?: Uint8Array
}

export interface FindingLine {
  readonly finding: FindingKind
  /** The neighbouring lanes that a merge or split is between, or else the one lane that it is on. */
  readonly between?: readonly [LaneName, LaneName]
  readonly on?: LaneName
  readonly stream: string
  readonly index: number
  readonly cause: string
  readonly text: string
}

/** Everything that a session shows under one framing, stream by stream. */
export function* sessionLines(session: Session, framing: Framing): Generator<IntervalLine | FindingLine> {
  for (const stream of session.streams)
    yield* pathLines(session, new Path([stream], frameStream(stream, framing)))
}

/** The lanes in the order in which bytes pass them, then the findings between them. */
export function* pathLines(session: Session, path: Path): Generator<IntervalLine | FindingLine> {
  for (const stream of path.streams) {
    const fates = session.fates(stream)
    for (const lane of stream.lanes)
      yield* laneLines(session, stream, lane, fates.lane === lane.name ? fates : undefined)
  }
  if (path.framed) yield* messageLines(session, path.framed)
  for (const finding of new Findings(path)) yield findingLine(finding)
}

/** Only what the framing found: the frames that carry messages, if it has layers; whole messages, then what is left unfinished or unframed. */
export function* messageLines(session: Session, framed: Framed): Generator<IntervalLine> {
  yield* carrierLines(session, framed)
  yield* wholeLines(session, framed, 0)
  yield* unfinishedLine(session, framed, framed.lane.count)
}

/**
 * The whole frames, numbered from `before`. Among them are the unframed parts of datagrams, each with the number of the
 * frame that comes next.
 */
export function* wholeLines(session: Session, framed: Framed, before: number): Generator<IntervalLine> {
  const { stream, lane, failures } = framed
  let next = 0
  for (let index = 0; index <= lane.count; index += 1) {
    const start = index < lane.count ? (lane.starts[index] as number) : Infinity
    for (let failure = failures[next]; failure && failure.start < start; failure = failures[++next]) {
      yield {
        lane: lane.name,
        stream: stream.name,
        index: before + index,
        time: session.timeText(failure.time),
        start: failure.start,
        end: failure.end,
        complete: false,
        error: failure.code,
        message: failure.message,
      }
    }
    if (index === lane.count) return
    const line = {
      ...interval(session, stream, lane, index),
      index: before + index,
      ...apartOf(lane, index),
    }
    if (framed.naive || line.apart !== undefined) yield line
    else yield withWholeness(framed, line, { header: framed.headers[index] ?? 0 })
  }
}

/** Says whether the log has all of a frame; `more` is only said of a whole one. */
const withWholeness = (
  framed: Framed,
  line: IntervalLine,
  more: Partial<IntervalLine> = {},
): IntervalLine => {
  const missing = framed.holesIn(line.start, line.end)
  if (missing.length === 0) return { ...line, ...more, complete: true }
  const message = partialWords(line, missing)
  return { ...line, complete: false, missing, error: 'BYTES_MISSING', message }
}

/** The frames that carry the messages, of every layer below them, numbered from what was `given` before. */
export function* carrierLines(
  session: Session,
  framed: Framed,
  given: readonly number[] = [],
): Generator<IntervalLine> {
  for (const [place, lane] of framed.carriers.entries())
    for (const line of laneLines(session, framed.stream, lane, undefined)) {
      const numbered = { ...line, index: line.index + (given[place] ?? 0) }
      yield line.apart === undefined ? withWholeness(framed, numbered) : numbered
    }
}

/**
 * What comes after the last of `index` whole frames: an error, a hole, or a frame that was cut short. `words` are the
 * error's or the frame's, if its bytes are not in memory any more.
 */
export function* unfinishedLine(
  session: Session,
  framed: Framed,
  index: number,
  words?: string,
): Generator<IntervalLine> {
  const { stream, lane, error, held } = framed
  const missing = framed.findMissing()
  const line = {
    lane: lane.name,
    stream: stream.name,
    index,
    time: session.timeText(session.last),
    end: stream.length,
    complete: false,
  } as const
  if (error)
    yield {
      ...line,
      start: error.offset,
      error: error.code,
      at: error.at,
      message: words ?? misfitWords({ stream, spec: framed.spec, error, lastFrame: framed.lastFrame }),
    }
  else if (missing) {
    const message = `Bytes ${grouped(missing.start)} to ${grouped(missing.end)} are not in the log yet; what comes after them waits.`
    yield { ...line, start: missing.start - held, error: 'BYTES_MISSING', message }
  } else if (held > 0) {
    const start = stream.length - held
    const { needed } = framed
    const message = framed.naive ? undefined : (words ?? unfinishedWords(stream, { start, held, needed }))
    yield {
      ...line,
      start,
      held,
      ...(needed !== undefined && { needed }),
      ...(message !== undefined && { message }),
    }
  }
  const tail = framed.naive ? undefined : missingTail(stream)
  if (tail) {
    const { start, end } = tail
    yield { ...line, start, end, missing: [{ start, end }], error: 'BYTES_MISSING', message: tailWords(tail) }
  }
}

const partialWords = ({ start, end }: IntervalLine, missing: readonly Range[]): string => {
  const lost = missing.reduce((sum, hole) => sum + hole.end - hole.start, 0)
  const where = missing.map((hole) => `${grouped(hole.start)} to ${grouped(hole.end)}`).join(', ')
  return `${grouped(lost)} of the frame's ${counted(end - start, 'byte')} are not in the log: ${where}.`
}

function* laneLines(
  session: Session,
  stream: Stream,
  lane: Lane,
  fates: DatagramFates | undefined,
): Generator<IntervalLine> {
  for (let index = 0; index < lane.count; index += 1) {
    const line = interval(session, stream, lane, index)
    const fate = fates && index < fates.length ? fates.at(index) : undefined
    if (fate) yield { ...line, fate: fate.fate, ...(fate.gone > 0 && { gone: fate.gone }), text: fate.text }
    else yield { ...line, ...apartOf(lane, index) }
  }
}

const apartOf = ({ apart }: Lane, index: number) => {
  const is = apart?.get(index)
  return is && { apart: is }
}

const interval = (session: Session, stream: Stream, lane: Lane, index: number): IntervalLine => ({
  lane: lane.name,
  stream: stream.name,
  index,
  time: session.timeText(lane.times[index] ?? 0),
  start: lane.starts[index] ?? 0,
  end: lane.ends[index] ?? 0,
})

const findingLine = ({ kind, between, lane, stream, index, title, text, cause }: Finding): FindingLine => ({
  finding: kind,
  ...(between ? { between } : { on: lane }),
  stream,
  index,
  cause,
  text: `${title} ${text}`,
})
