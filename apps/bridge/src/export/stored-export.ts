// Makes one export of a stored session: its pieces, media type and name.
import { parseFraming } from '@unstick/framing'
import {
  type ExportKind,
  frameStream,
  holesFor,
  messageText,
  missingBytes,
  type Session,
  type Stream,
  streamBytes,
} from '@unstick/session'
import { MAX_HTML_SESSION } from '@unstick/session'
import { refusal } from '../errors.ts'
import { htmlPage, type Viewer } from './html-page.ts'
import type { StoredSession } from './stored-session.ts'

export interface ExportAsked {
  readonly kind: ExportKind
  /** The session's name in an HTML page. */
  readonly name: string
  /** A stream's index. */
  readonly stream: number
  /** The text of a framing spec. */
  readonly framing: string
}

type Pieces = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

export const mediaTypes: Readonly<Record<ExportKind, string>> = {
  pcapng: 'application/x-pcapng',
  raw: 'application/octet-stream',
  frames: 'application/x-ndjson',
  html: 'text/html; charset=utf-8',
}

/**
 * Refuses before the first piece: throws `FRAMING_MALFORMED`, `STREAM_UNKNOWN`, `NOT_A_CAPTURE`, `EXPORT_TOO_LARGE`,
 * `PAGE_NOT_BUILT`. The pieces can be read until the session is closed.
 */
export const storedExport = async (
  stored: StoredSession,
  { kind, name, stream, framing }: ExportAsked,
  viewer: () => Promise<Viewer>,
): Promise<Pieces> => {
  switch (kind) {
    case 'pcapng':
      return stored.pieces()
    case 'html':
      if (stored.size > MAX_HTML_SESSION) throw refusal('EXPORT_TOO_LARGE', MAX_HTML_SESSION)
      return htmlPage(await viewer(), name, stored.pieces())
    case 'raw':
      return fittingBytes(streamAt(await stored.read(), stream))
    case 'frames': {
      const parsed = parseFraming(framing)
      if (!parsed.ok) throw refusal('FRAMING_MALFORMED', parsed.error.message)
      const session = await stored.read()
      return messageText(session, [frameStream(streamAt(session, stream), parsed.spec)])
    }
  }
}

/** Holes are written as zeros, or left out if there would be too many. The page says so before the export. */
const fittingBytes = (stream: Stream): Pieces => streamBytes(stream, holesFor(missingBytes(stream)))

const streamAt = ({ streams }: Session, index: number): Stream => {
  const stream = streams[index]
  if (stream) return stream
  throw refusal('STREAM_UNKNOWN', String(index), streams.map(({ name }) => name).join(', '))
}
