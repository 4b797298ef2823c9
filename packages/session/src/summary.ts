// A session in numbers, for lists and for `unstick info`.
import { type FramingSpec, parseFraming } from '@unstick/framing'
import type { SessionCounts } from './api.ts'
import { countFindings } from './findings/find-findings.ts'
import { Framings } from './framings.ts'
import type { LogBytesOptions } from './log-bytes.ts'
import { Session } from './session.ts'

/** Reads a log for its numbers alone: framing follows reading, so that older bytes need not stay in memory. */
export class SummaryReader {
  readonly session: Session
  readonly #spec: FramingSpec | undefined
  #framings: Framings | undefined

  /** Counts under `spec`, or else under the framing that the session's header names. */
  constructor(options: LogBytesOptions, spec?: FramingSpec) {
    this.session = new Session(options)
    this.#spec = spec
  }

  push(bytes: Uint8Array): void {
    this.session.push(bytes)
    this.#framing().advance()
  }

  /** Says that the log is over, and counts. */
  end(): SessionCounts {
    this.session.end()
    return countAll(this.#framing())
  }

  #framing(): Framings {
    // The header comes with the first bytes, before any packet.
    this.#framings ??= new Framings(this.session, this.#spec ?? ownFraming(this.session))
    return this.#framings
  }
}

/** Counts under the given framing, or else under the one that the session's header names. */
export const summarize = (session: Session, spec = ownFraming(session)): SessionCounts =>
  countAll(new Framings(session, spec))

const countAll = (framings: Framings): SessionCounts => {
  const counts = { streams: 0, sends: 0, segments: 0, recvs: 0, messages: 0, merges: 0, splits: 0 }
  for (const stream of framings.session.streams) {
    const framed = framings.of(stream)
    counts.streams += 1
    counts.sends += stream.send.count
    counts.segments += stream.segment.count
    counts.recvs += stream.recv.count
    counts.messages += framed.messages
    const { merges, splits } = countFindings(stream)
    counts.merges += merges + framed.merges
    counts.splits += splits + framed.splits
  }
  return counts
}

/** The framing that the recorded programs spoke; `none` where the session does not say. */
export const ownFraming = (session: Session): FramingSpec => {
  const parsed = parseFraming(session.header?.framing ?? 'none')
  return parsed.ok ? parsed.spec : { kind: 'none' }
}
