// A session's exports made from memory, for a page that has no bridge to ask.
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

/** What can be exported of the session in memory, of the stream and through the framing that are shown. */
export type ExportFromMemory = Exclude<ExportKind, 'html'>

export const exportBlob = ({ session, shown }: OpenedSession, kind: ExportFromMemory): Blob => {
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

/** The stream's bytes `[start, end)`: what no lane holds is zeros, or left out where those would be too many. */
export const bytesOf = (stream: Stream, start: number, end: number): Iterable<Uint8Array> =>
  streamBytes(stream, holesFor(missingBytes(stream, start, end)), start, end)

/** Bytes of the shown stream that no lane holds. */
export const missingOf = ({ shown }: OpenedSession): number => (shown ? missingBytes(shown.stream) : 0)

/** Put together by the browser, which may keep it on the disk. */
export const blobOf = (type: string, pieces: Iterable<Uint8Array | string>): Blob => {
  let blob = new Blob([], { type })
  let batch: BlobPart[] = []
  for (const piece of pieces) {
    // A copy: the log's bytes may lie in memory that a Blob does not take.
    batch.push(typeof piece === 'string' ? piece : new Uint8Array(piece))
    if (batch.length < BATCH) continue
    blob = new Blob([blob, ...batch], { type })
    batch = []
  }
  return new Blob([blob, ...batch], { type })
}

/** Pieces of at most 1 MiB that are held before the browser takes them. */
const BATCH = 16
