// A session in numbers, for lists.
import { type FramingSpec, parseFraming } from '@unstick/framing'
import type { SessionCounts } from './api.ts'
import { countFindings } from './findings/find-findings.ts'
import { frameStream } from './framed.ts'
import type { Session } from './session.ts'

/** Counts under the given framing, or else under the one that the session's header names. */
export const summarize = (session: Session, spec = ownFraming(session)): SessionCounts => {
  const counts = { streams: 0, sends: 0, segments: 0, recvs: 0, messages: 0, merges: 0, splits: 0 }
  for (const stream of session.streams) {
    const framed = frameStream(stream, spec)
    counts.streams += 1
    counts.sends += stream.send.count
    counts.segments += stream.segment.count
    counts.recvs += stream.recv.count
    counts.messages += framed.lane.count
    const { merges, splits } = countFindings(stream, framed)
    counts.merges += merges
    counts.splits += splits
  }
  return counts
}

/** The framing that the recorded programs spoke; `none` where the session does not say. */
export const ownFraming = (session: Session): FramingSpec => {
  const parsed = parseFraming(session.header?.framing ?? 'none')
  return parsed.ok ? parsed.spec : { kind: 'none' }
}
