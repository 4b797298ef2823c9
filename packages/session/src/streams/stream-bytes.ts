// A stream's bytes from beginning to end, and what to do about bytes that no lane has, because a capture of a kilobyte
// may claim a stream of gigabytes.
import { laneIndexAt } from '../lanes/lane.ts'
import type { Stream } from './stream.ts'

/** Bytes that no lane has are either zeros, so that all others keep their offsets, or left out. */
export type Holes = 'zeros' | 'skip'

/** A half-open range of stream offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The most zeros that are written without being asked for. Bytes. */
export const MAX_ZEROS = 1024 * 1024

/** The default for this many missing bytes: zeros, or nothing if those would be too many. */
export const holesFor = (missing: number): Holes => (missing > MAX_ZEROS ? 'skip' : 'zeros')

/** The stream's bytes `[start, end)` in pieces of at most 1 MiB. */
export function* streamBytes(
  stream: Stream,
  holes: Holes,
  start = 0,
  end = stream.length,
): Generator<Uint8Array> {
  for (const range of holes === 'zeros' ? [{ start, end }] : heldRanges(stream, start, end))
    for (let at = range.start; at < range.end; at += PIECE)
      yield stream.bytes(at, Math.min(range.end, at + PIECE))
}

/** How many of the stream's bytes `[start, end)` no lane has. */
export const missingBytes = (stream: Stream, start = 0, end = stream.length): number =>
  holesOf(stream, start, end).reduce((missing, hole) => missing + hole.end - hole.start, 0)

/**
 * The parts of `[from, to)` that no lane has, in order: they were not captured, the log's strings were too short, or a
 * kernel moved them by itself (sendfile).
 */
export const holesOf = (stream: Stream, from: number, to: number): readonly Range[] => {
  const ranges = heldRanges(stream, from, to)
  return [...ranges, { start: to, end: to }].flatMap(({ start }, k) => {
    const before = ranges[k - 1]?.end ?? from
    return before < start ? [{ start: before, end: start }] : []
  })
}

const PIECE = 1024 * 1024

/** The parts of `[from, to)` that some lane has, in order; ranges that touch are joined. */
export const heldRanges = (stream: Stream, from: number, to: number): readonly Range[] => {
  const held: Range[] = []
  for (const lane of stream.lanes) {
    for (let index = laneIndexAt(lane, from); index < lane.count; index += 1) {
      const begin = lane.starts[index] ?? 0
      if (begin >= to) break
      const start = Math.max(from, begin)
      const end = Math.min(to, begin + lane.captured(index))
      if (start < end && stream.hasBytes(lane, index)) held.push({ start, end })
    }
  }
  const ranges: Range[] = []
  for (const { start, end } of held.sort((a, b) => a.start - b.start)) {
    const last = ranges.at(-1)
    if (last && start <= last.end) ranges[ranges.length - 1] = { ...last, end: Math.max(last.end, end) }
    else ranges.push({ start, end })
  }
  return ranges
}
