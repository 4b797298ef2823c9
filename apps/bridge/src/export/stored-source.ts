// What the bridge gives an exporter of a stored session.
import { parseFraming } from '@unstick/framing'
import { type ExportSource, MAX_HTML_SESSION, type Viewer } from '@unstick/formats'
import { frameStream, type Holes, holesFor, missingBytes, type Session, type Stream } from '@unstick/session'
import { refusal } from '../errors.ts'
import type { StoredSession } from './stored-session.ts'

export interface ExportAsked {
  /** The session's name in an HTML page. */
  readonly name: string
  /** A stream's index. */
  readonly stream: number
  /** The text of a framing spec. */
  readonly framing: string
  /** Called before the first piece if bytes of the stream were never captured. */
  readonly onHoles: (missing: number, holes: Holes) => void
}

/**
 * Refuses with `FRAMING_MALFORMED`, `STREAM_UNKNOWN`, `NOT_A_CAPTURE`, `EXPORT_TOO_LARGE`, and what `viewer` throws. What
 * it gives is good until the session is closed.
 */
export const storedSource = (
  stored: StoredSession,
  { name, stream: index, framing, onHoles }: ExportAsked,
  viewer: () => Promise<Viewer>,
): ExportSource => ({
  name,
  log: () => stored.pieces(),
  stream: async () => {
    const stream = streamAt(await stored.read(), index)
    const missing = missingBytes(stream)
    const holes = holesFor(missing)
    if (missing > 0) onHoles(missing, holes)
    return { stream, holes }
  },
  messages: async () => {
    const parsed = parseFraming(framing)
    if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
    const session = await stored.read()
    return { session, framed: [frameStream(streamAt(session, index), parsed.spec)] }
  },
  viewer: () => {
    if (stored.size > MAX_HTML_SESSION) throw refusal('EXPORT_TOO_LARGE', MAX_HTML_SESSION)
    return viewer()
  },
})

const streamAt = ({ streams }: Session, index: number): Stream => {
  const stream = streams[index]
  if (stream) return stream
  throw refusal('STREAM_UNKNOWN', String(index), streams.map(({ name }) => name).join(', '))
}
