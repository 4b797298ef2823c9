// Exports a session from memory, for a page that has no bridge to ask.
import {
  type ExportKind,
  frameStream,
  holesFor,
  messageText,
  missingBytes,
  type Stream,
  streamBytes,
} from '@unstick/session'
import type { OpenedSession } from './opened-session.ts'

/** What can be exported from the session in memory, for the shown stream and framing. */
export type ExportFromMemory = Exclude<ExportKind, 'html'>

export const exportBlob = (opened: OpenedSession, kind: ExportFromMemory): Blob => {
  const { session } = opened
  const shown = opened.look()
  switch (kind) {
    case 'pcapng':
      return blobOf('application/x-pcapng', session.log())
    case 'raw':
      return blobOf('application/octet-stream', shown ? bytesOf(shown.stream, 0, shown.stream.length) : [])
    case 'frames': {
      const framed = shown ? [shown.framed ?? frameStream(shown.stream, shown.spec)] : []
      return blobOf('application/x-ndjson', messageText(session, framed))
    }
  }
}

/** The stream's bytes `[start, end)`. Bytes that no lane holds are zeros, or left out if there would be too many. */
export const bytesOf = (stream: Stream, start: number, end: number): Iterable<Uint8Array> =>
  streamBytes(stream, holesFor(missingBytes(stream, start, end)), start, end)

/** Bytes of the shown stream that no lane holds. */
export const missingOf = (opened: OpenedSession): number => {
  const shown = opened.look()
  return shown ? missingBytes(shown.stream) : 0
}

/** The browser joins the pieces, and may keep them on disk. */
export const blobOf = (type: string, pieces: Iterable<Uint8Array | string>): Blob => {
  let blob = new Blob([], { type })
  let batch: BlobPart[] = []
  for (const piece of pieces) {
    // Copies, because a Blob does not accept memory that is shared, as the log's may be.
    batch.push(typeof piece === 'string' ? piece : new Uint8Array(piece))
    if (batch.length < BATCH) continue
    blob = new Blob([blob, ...batch], { type })
    batch = []
  }
  return new Blob([blob, ...batch], { type })
}

/** Pieces of at most 1 MiB that are held until the browser takes them. */
const BATCH = 16
