// Finds every merge, split and short write of a stream as it is now.
import type { Framed } from '../messages/framed.ts'
import { findOverlaps } from '../lanes/overlaps.ts'
import type { Stream } from '../streams/stream.ts'
import { Path } from '../messages/path.ts'
import type { Finding } from './finding.ts'
import { Findings } from './findings.ts'
import { countGroups } from './groups.ts'
import { neighbours } from './lane-pairs.ts'

/** Short writes, then lane pair by lane pair from the top, merges before splits, each list in stream order. */
export const findFindings = (stream: Stream, framed: Framed): Finding[] => [
  ...new Findings(new Path([stream], framed)),
]

/** Counts those between the calls and the segments, without making their sentences. */
export const countFindings = (stream: Stream): { merges: number; splits: number; shortWrites: number } => {
  const counts = { merges: 0, splits: 0, shortWrites: stream.calls?.shortWrites.count ?? 0 }
  for (const [upper, lower] of neighbours(stream.lanes)) {
    const { count, uppers, lowers } = findOverlaps(upper, lower)
    counts.merges += countGroups(count, lowers)
    counts.splits += countGroups(count, uppers)
  }
  return counts
}
