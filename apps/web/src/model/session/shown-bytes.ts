// The bytes of the stream that is shown, as far as some lane holds them.
import { holesFor, missingBytes, type Stream, streamBytes } from '@unstick/session'
import type { OpenedSession } from './opened-session.ts'

/** The stream's bytes `[start, end)`. Bytes that no lane holds are zeros, or left out if there would be too many. */
export const bytesOf = (stream: Stream, start: number, end: number): Iterable<Uint8Array> =>
  streamBytes(stream, holesFor(missingBytes(stream, start, end)), start, end)

/** Bytes of the shown stream that no lane holds. */
export const missingOf = (opened: OpenedSession): number => {
  const shown = opened.look()
  return shown ? missingBytes(shown.stream) : 0
}
