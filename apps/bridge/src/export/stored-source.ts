// What the bridge gives an exporter of a stored session.
import { type ExportSource, MAX_HTML_SESSION } from '@unstick/formats'
import { frameStream, holesFor, missingBytes, parsePlan, type Session, type Stream } from '@unstick/session'
import { refusal } from '../errors.ts'
import type { ExportAsked, ExportHoles } from './export-words.ts'
import type { StoredSession } from './stored-session.ts'
import { readViewer } from './viewer.ts'

/**
 * Refuses with `FRAMING_MALFORMED`, `STREAM_UNKNOWN`, `NOT_A_CAPTURE`, `EXPORT_TOO_LARGE`, `PAGE_NOT_BUILT`. `onHoles` is
 * called before the first piece if bytes of the stream were never captured. What it gives is good until the file is closed.
 */
export const storedSource = (
  stored: StoredSession,
  { name, stream: index, framing, viewer }: ExportAsked,
  onHoles: (holes: ExportHoles) => void,
): ExportSource => ({
  name,
  log: () => stored.pieces(),
  stream: () =>
    settled(() => {
      const stream = streamAt(stored.read(), index)
      const missing = missingBytes(stream)
      const holes = holesFor(missing)
      if (missing > 0) onHoles({ missing, how: holes })
      return { stream, holes }
    }),
  messages: () =>
    settled(() => {
      const parsed = parsePlan(framing)
      if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
      const session = stored.read()
      return { session, framed: [frameStream(streamAt(session, index), parsed.framing)] }
    }),
  viewer: () => {
    if (stored.size > MAX_HTML_SESSION) throw refusal('EXPORT_TOO_LARGE', MAX_HTML_SESSION)
    return readViewer(viewer)
  },
})

/** The promise of what `make` returns or throws. */
const settled = <Made>(make: () => Made): Promise<Made> => new Promise((resolve) => resolve(make()))

const streamAt = ({ streams }: Session, index: number): Stream => {
  const stream = streams[index]
  if (stream) return stream
  throw refusal('STREAM_UNKNOWN', `with number ${index}`, streams.map(({ name }) => name).join(', '))
}
