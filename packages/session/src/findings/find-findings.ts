// Every merge and split of a stream, by one sweep over each pair of neighbouring lanes that have something.
import type { Framed } from '../framed.ts'
import type { LaneColumns } from '../lane.ts'
import { findOverlaps, type Overlaps } from '../overlaps.ts'
import type { Stream } from '../stream.ts'
import { countGroups, type Explanation, Finding, type FindingPair, type Group, groupsOf } from './finding.ts'
import { explainCollected, explainCutByRecvs } from './into-recvs.ts'
import { explainStuck, explainTorn } from './recvs-and-messages.ts'
import { explainCoalesced, explainSegmented } from './sends-and-segments.ts'

/** Lane pair by lane pair from the top, merges before splits, each in stream order. */
export const findFindings = (stream: Stream, framed: Framed): Finding[] =>
  pairsOf(stream, framed).flatMap(([upper, lower]) => {
    const overlaps = findOverlaps(upper, lower)
    const toMessages = lower === framed.lane
    const merges = groupsOf(overlaps.count, toMessages ? overlaps.uppers : overlaps.lowers)
    const splits = groupsOf(overlaps.count, toMessages ? overlaps.lowers : overlaps.uppers)
    const pair: FindingPair = {
      between: [upper.kind, lower.kind],
      stream: stream.name,
      on: toMessages ? { merge: upper.kind, split: lower.kind } : { merge: lower.kind, split: upper.kind },
      explain: (kind, group) =>
        (kind === 'merge' ? explainMerge : explainSplit)(stream, framed, upper, lower, overlaps, group),
    }
    return [
      ...merges.map((group) => new Finding('merge', pair, group)),
      ...splits.map((group) => new Finding('split', pair, group)),
    ]
  })

/** How many there are between the calls and the segments, without a word about them. */
export const countFindings = (stream: Stream): { merges: number; splits: number } => {
  const counts = { merges: 0, splits: 0 }
  for (const [upper, lower] of readPairs(stream)) {
    const { count, uppers, lowers } = findOverlaps(upper, lower)
    counts.merges += countGroups(count, lowers)
    counts.splits += countGroups(count, uppers)
  }
  return counts
}

/**
 * The neighbouring lanes that have something. Between recvs and messages a merge is several messages in one recv and
 * a split one message over several: the message is what was meant, whichever lane is the lower. A naive reader's
 * messages are the recvs themselves.
 */
const pairsOf = (stream: Stream, framed: Framed): LanePair[] =>
  framed.naive ? readPairs(stream) : [...readPairs(stream), [framed.source, framed.lane]]

type LanePair = readonly [upper: LaneColumns, lower: LaneColumns]

const readPairs = (stream: Stream): LanePair[] => {
  const lanes = [stream.send, stream.segment, stream.recv].filter((lane) => lane.count > 0)
  return lanes.slice(1).map((lower, k) => [lanes[k] ?? lower, lower])
}

type Explain = (
  stream: Stream,
  framed: Framed,
  upper: LaneColumns,
  lower: LaneColumns,
  overlaps: Overlaps,
  group: Group,
) => Explanation

const explainMerge: Explain = (stream, framed, upper, lower, overlaps, group) => {
  if (lower === framed.lane) return explainStuck(framed, overlaps, group)
  if (lower.kind === 'segment') return explainCoalesced(stream, overlaps, group)
  return explainCollected(upper, lower, overlaps, group)
}

const explainSplit: Explain = (stream, framed, upper, lower, overlaps, group) => {
  if (lower === framed.lane) return explainTorn(framed, overlaps, group)
  if (lower.kind === 'segment') return explainSegmented(stream, overlaps, group)
  return explainCutByRecvs(upper, lower, overlaps, group)
}
