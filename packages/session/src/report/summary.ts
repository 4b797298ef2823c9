// A session in numbers, for lists and for `unstick info`.
import type { FramingError, FramingSpec } from '@unstick/framing'
import { countFindings } from '../findings/find-findings.ts'
import { countLanes, type LaneCount, laneTable, usualLaneKinds } from '../lanes/lane-kinds.ts'
import type { Framing } from '../messages/framing-plan.ts'
import { parsePlan } from '../messages/parse-plan.ts'
import type { Unframed } from '../messages/cutting.ts'
import type { FramedCounts } from '../messages/framed-counts.ts'
import { missingTail } from '../streams/missing-tail.ts'
import type { Range } from '../streams/stream-bytes.ts'
import { Framings } from '../messages/framings.ts'
import type { LogBytesOptions } from '../log/log-bytes.ts'
import type { UnfinishedFrame } from './misfit-words.ts'
import { Session } from '../streams/session.ts'
import type { Stream } from '../streams/stream.ts'

/** How many of each are in the whole session. */
type SessionCounts = Record<
  'streams' | Exclude<LaneCount, 'frames'> | 'merges' | 'splits' | 'shortWrites',
  number
>

/** One stream in numbers. */
export interface StreamSummary extends Omit<SessionCounts, 'streams'> {
  readonly stream: Stream
  readonly spec: FramingSpec
  readonly bytes: number
  /** Where its bytes did not fit the framing; what comes after is left unframed. */
  readonly error: FramingError | undefined
  /** Where the newest whole frame begins. */
  readonly lastFrame: number | undefined
  /** Bytes that the log does not have: those that framing went over, and those at the end that other packets prove. */
  readonly missing: readonly Range[]
  /** How many frames carry the messages, if the framing has layers. */
  readonly carried: number
  /** Bytes that belong to no message: skipped ones between frames, and what a tunnel carries. */
  readonly skippedBytes: number
  readonly tunnelBytes: number
  /** How many of the messages lack some of them. */
  readonly partial: number
  /** What was left unframed, and why. */
  readonly unframed: readonly Unframed[]
  readonly unfinished: UnfinishedFrame | undefined
}

/** Reads a log only for its numbers. Framing follows reading, so older bytes need not stay in memory. */
export class SummaryReader {
  readonly session: Session
  readonly #given: Framing | undefined
  #framings: Framings | undefined

  /** Counts under `framing`, or under the framing that the session's header names. */
  constructor(options: LogBytesOptions, framing?: Framing) {
    this.session = new Session(options)
    this.#given = framing
  }

  /** The framing in use. */
  get framing(): Framing {
    return this.#framing().framing
  }

  push(bytes: Uint8Array): void {
    this.session.push(bytes)
    // The header is the first block; until it is whole the framing is not known.
    if (this.session.length > 0) this.#framing().advance()
  }

  /** Ends the log, and counts. */
  end(): SessionCounts {
    this.session.end()
    return countAll(this.streams())
  }

  /** The streams that carried bytes, in the order of their first byte. */
  streams(): Generator<StreamSummary> {
    return streamSummaries(this.#framing())
  }

  #framing(): Framings {
    this.#framings ??= new Framings(this.session, this.#given ?? ownFraming(this.session))
    return this.#framings
  }
}

/** Counts under the given framing, or under the one that the session's header names. */
export const summarize = (session: Session, framing: Framing = ownFraming(session)): SessionCounts =>
  countAll(streamSummaries(new Framings(session, framing)))

function* streamSummaries(framings: Framings): Generator<StreamSummary> {
  for (const stream of framings.session.streams) {
    const framed = framings.of(stream)
    const { merges, splits, shortWrites } = countFindings(stream)
    yield {
      stream,
      spec: framed.spec,
      bytes: stream.length,
      ...countsOf(stream.lanes),
      messages: framed.messages,
      merges: merges + framed.merges,
      splits: splits + framed.splits,
      shortWrites,
      error: framed.error,
      lastFrame: framed.lastFrame,
      missing: missingIn(framed),
      carried: framed.carried,
      skippedBytes: framed.skippedBytes,
      tunnelBytes: framed.tunnelBytes,
      partial: framed.partial,
      unframed: framed.failures,
      unfinished:
        framed.error || framed.held === 0
          ? undefined
          : { start: framed.frameStart, held: framed.held, needed: framed.needed },
    }
  }
}

const missingIn = (framed: FramedCounts): readonly Range[] => {
  const ahead = framed.findMissing()
  const tail = missingTail(framed.stream)
  return [...framed.holes, ...(ahead ? [ahead] : []), ...(tail ? [{ start: tail.start, end: tail.end }] : [])]
}

const countAll = (summaries: Iterable<StreamSummary>): SessionCounts => {
  const counts: SessionCounts = { streams: 0, ...countsOf([]), merges: 0, splits: 0, shortWrites: 0 }
  const summed = [
    ...usualLaneKinds.map((kind) => laneTable[kind].count),
    'merges',
    'splits',
    'shortWrites',
  ] as const
  for (const summary of summaries) {
    counts.streams += 1
    for (const name of summed) counts[name] += summary[name]
  }
  return counts
}

/** Frames that carry messages are not counted here: the counts are of what was observed, and of the messages. */
const countsOf = (lanes: Parameters<typeof countLanes>[0]): Omit<ReturnType<typeof countLanes>, 'frames'> => {
  const { sends, segments, recvs, messages } = countLanes(lanes)
  return { sends, segments, recvs, messages }
}

/** The framing that the recorded programs used, or one for each port; `none` if the session does not say. */
export const ownFraming = (session: Pick<Session, 'header'>): Framing => {
  const parsed = parsePlan(session.header?.framing ?? 'none')
  return parsed.ok ? parsed.framing : { kind: 'none' }
}
