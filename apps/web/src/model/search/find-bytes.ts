// Looks for bytes in one stream, a window at a time, across interval boundaries. It only searches bytes that some lane
// has, never across a hole, and on UDP never across two datagrams, because no program had both at once.
import { findAll, type Lane, laneIndexAt, type Stream } from '@unstick/session'
import { firstSeen } from '../lanes/lanes.ts'

/** Bytes copied and searched at once. */
const WINDOW = 256 * 1024

export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The hits in the next window from `at` on, and where to continue; `next` is `undefined` after the last byte. Hits do
 * not overlap.
 */
export const findNext = (
  stream: Stream,
  needle: Uint8Array,
  at: number,
): { readonly hits: readonly Range[]; readonly next: number | undefined } => {
  const run = heldFrom(stream, at, Math.max(WINDOW, 2 * needle.length))
  if (!run) return { hits: [], next: undefined }
  const bytes = stream.bytes(run.start, run.end)
  const hits: Range[] = []
  for (const place of findAll(bytes, needle)) {
    const hit = { start: run.start + place, end: run.start + place + needle.length }
    if (hit.start >= (hits.at(-1)?.end ?? 0) && !isTorn(stream, hit)) hits.push(hit)
  }
  // A hit that begins here may end in the next window.
  const overlap = run.whole ? run.end : run.end - needle.length + 1
  return { hits, next: Math.max(overlap, hits.at(-1)?.end ?? 0) }
}

/** Whether a datagram begins or ends inside a range. */
const isTorn = (stream: Stream, { start, end }: Range): boolean => {
  if (stream.transport !== 'udp') return false
  const base = firstSeen(stream.lanes)
  const at = laneIndexAt(base, start)
  const begins = base.starts[at] as number
  return at < base.count && (begins > start ? begins : (base.ends[at] as number)) < end
}

/** The first run of bytes from `at` on that is held without a gap, cut at `most`; `whole` if it is not cut. */
const heldFrom = (
  stream: Stream,
  at: number,
  most: number,
): (Range & { readonly whole: boolean }) | undefined => {
  const lanes = stream.lanes.toReversed()
  const start = Math.min(...lanes.map((lane) => firstHeld(lane, at)))
  if (start === Infinity) return undefined
  let end = start
  for (let before = -1; before < end && end - start < most;) {
    before = end
    for (const lane of lanes)
      for (let i = laneIndexAt(lane, end); i < lane.count && end - start < most; i += 1) {
        if ((lane.starts[i] as number) > end) break
        end = Math.max(end, (lane.starts[i] as number) + lane.captured(i))
      }
  }
  const whole = end - start <= most
  return { start, end: whole ? end : start + most, whole: whole && end - start < most }
}

const firstHeld = (lane: Lane & { captured: (index: number) => number }, at: number): number => {
  for (let i = laneIndexAt(lane, at); i < lane.count; i += 1) {
    const start = lane.starts[i] as number
    const from = Math.max(start, at)
    if (from < start + lane.captured(i)) return from
  }
  return Infinity
}
