// A session as a command prints it: JSON lines, or lines for a person.
import type { FramingSpec } from '@unstick/framing'
import { type Session, sessionLines, summarize } from '@unstick/session'

/** `json`: every interval and finding. Else what the programs printed, the counts and the findings. */
export const sessionReport = (session: Session, spec: FramingSpec, json: boolean): Iterable<string> =>
  json ? jsonLines(sessionLines(session, spec)) : textLines(session, spec)

export function* jsonLines(objects: Iterable<object>): Generator<string> {
  for (const object of objects) yield JSON.stringify(object)
}

function* textLines(session: Session, spec: FramingSpec): Generator<string> {
  for (const { program, text } of session.printed) yield `${program}: ${text.trimEnd()}`
  const { streams, sends, segments, recvs, messages, merges, splits } = summarize(session, spec)
  yield `streams ${streams}, sends ${sends}, segments ${segments}, recvs ${recvs}, messages ${messages}, merges ${merges}, splits ${splits}`
  for (const line of sessionLines(session, spec)) {
    if ('finding' in line) yield `${line.stream}: ${line.text}`
    else if (line.fate !== undefined && line.fate !== 'delivered')
      yield `${line.stream}: datagram ${line.index + 1} ${line.fate}. ${line.text ?? ''}`
  }
}
