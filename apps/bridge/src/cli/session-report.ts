// Prints a session for a command: as JSON lines, or as lines for a person.
import { type Framing, type IntervalLine, type Session, sessionLines, summarize } from '@unstick/session'
import { DatagramRuns, type FateLine } from './datagram-runs.ts'

/** With `json`, every interval and finding. Otherwise what the programs printed, the counts, the findings, and the fates of datagrams. */
export const sessionReport = (session: Session, framing: Framing, json: boolean): Iterable<string> =>
  json ? jsonLines(sessionLines(session, framing)) : textLines(session, framing)

export function* jsonLines(objects: Iterable<object>): Generator<string> {
  for (const object of objects) yield JSON.stringify(object)
}

function* textLines(session: Session, framing: Framing): Generator<string> {
  for (const { program, text } of session.printed)
    for (const line of text.trimEnd().split('\n')) yield `${program}: ${line}`
  yield countsLine(session, framing)
  const runs = new DatagramRuns()
  for (const line of sessionLines(session, framing)) {
    if ('finding' in line) {
      yield* runs.end()
      yield `${line.stream}: ${line.text}`
    } else if (hasFate(line) && line.fate !== 'delivered') yield* runs.push(line)
  }
  yield* runs.end()
}

const hasFate = (line: IntervalLine): line is FateLine => line.fate !== undefined

/** A segment is a TCP payload. Captured UDP payloads are datagrams. */
const countsLine = (session: Session, framing: Framing): string => {
  const { streams, sends, segments, recvs, messages, merges, splits, shortWrites } = summarize(
    session,
    framing,
  )
  const udp = session.streams.filter(({ transport }) => transport === 'udp')
  const datagrams = udp.reduce((count, { segment }) => count + segment.count, 0)
  const captured = [
    ...(udp.length === 0 || udp.length < session.streams.length ? [`segments ${segments - datagrams}`] : []),
    ...(udp.length > 0 ? [`datagrams ${datagrams}`] : []),
  ].join(', ')
  return `streams ${streams}, sends ${sends}, ${captured}, recvs ${recvs}, messages ${messages}, merges ${merges}, splits ${splits}${shortWrites > 0 ? `, short writes ${shortWrites}` : ''}`
}
