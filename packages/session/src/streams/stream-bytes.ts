// A stream's bytes from its beginning to its end, and how many of them no lane holds.
import type { Stream } from './stream.ts'

const PIECE = 1024 * 1024

/** In pieces of at most 1 MiB; bytes that no lane holds are 0, so that all others stand at their offsets. */
export function* streamBytes(stream: Stream): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += PIECE) yield stream.bytes(at, at + PIECE)
}

/** How many bytes of the stream no lane holds: they were never captured. */
export const missingBytes = (stream: Stream): number => {
  const held = stream.lanes.flatMap((lane) =>
    Array.from({ length: lane.count }, (_, index) => {
      const start = lane.starts[index] ?? 0
      return { start, end: start + lane.captured(index) }
    }),
  )
  let known = 0
  let missing = 0
  for (const { start, end } of held.sort((a, b) => a.start - b.start)) {
    missing += Math.max(0, start - known)
    known = Math.max(known, end)
  }
  return missing + Math.max(0, stream.length - known)
}
