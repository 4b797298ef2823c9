// Messages as JSON lines, in pieces of text.
import type { Framed } from '../messages/framed.ts'
import type { Session } from '../streams/session.ts'
import { messageLines } from './session-lines.ts'

/** Approximate characters per piece, so that a million lines do not need a million writes. */
const PIECE = 64 * 1024

/** One `IntervalLine` per line, stream by stream. */
export function* messageText(session: Session, framed: Iterable<Framed>): Generator<string> {
  let text = ''
  for (const each of framed) {
    for (const line of messageLines(session, each)) {
      text += `${JSON.stringify(line)}\n`
      if (text.length < PIECE) continue
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}
