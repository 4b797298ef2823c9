// Chooses the words for a merge or a split by its lane pair.
import type { LaneKind } from '../lanes/lane-kinds.ts'
import type { Path } from '../messages/path.ts'
import { explainJoined, explainParted } from './between-others.ts'
import type { Explanation } from './finding.ts'
import type { Group } from './groups.ts'
import { explainCollected, explainCutByRecvs } from './into-recvs.ts'
import { explainCarried, explainSpread } from './frames.ts'
import { explainSentAgain } from './left-and-arrived.ts'
import type { LanePair } from './lane-pairs.ts'
import { explainStuck, explainTorn } from './recvs-and-messages.ts'
import { explainCoalesced, explainSegmented } from './sends-and-segments.ts'

type Explain = (path: Path, lanePair: LanePair, group: Group) => Explanation

interface PairWords {
  readonly merge: Explain
  readonly split: Explain
}

const intoSegments: PairWords = {
  merge: (path, { lower, overlaps }, group) => explainCoalesced(path.streamOf(lower), lower, overlaps, group),
  split: (path, { lower, overlaps }, group) => explainSegmented(path.streamOf(lower), lower, overlaps, group),
}

const intoRecvs: PairWords = {
  merge: (path, { upper, lower, overlaps }, group) =>
    explainCollected(path.streamOf(upper), upper, lower, overlaps, group),
  split: (_, { upper, lower, overlaps }, group) => explainCutByRecvs(upper, lower, overlaps, group),
}

const intoArrived: PairWords = {
  merge: (path, { upper, lower, overlaps }, group) => explainSentAgain(path, upper, lower, overlaps, group),
  split: (path, { upper, lower }, group) => explainParted(path, upper, lower, group),
}

const others: PairWords = {
  merge: (path, { upper, lower }, group) => explainJoined(path, upper, lower, group),
  split: (path, { upper, lower }, group) => explainParted(path, upper, lower, group),
}

/** The pairs about which more is known than that they share bytes. */
const pairs: Readonly<Partial<Record<`${LaneKind} to ${LaneKind}`, PairWords>>> = {
  'send to segment': intoSegments,
  'send to recv': intoRecvs,
  'segment to segment': intoArrived,
  'segment to recv': intoRecvs,
}

export const explain = (
  path: Path,
  lanePair: LanePair,
  kind: 'merge' | 'split',
  group: Group,
): Explanation => {
  const { upper, lower, overlaps } = lanePair
  const { framed } = path
  if (lower.kind === 'frame' || upper.kind === 'frame')
    return kind === 'merge' ? explainCarried(path, lanePair, group) : explainSpread(path, lanePair, group)
  if (framed?.lane === lower)
    return kind === 'merge' ? explainStuck(framed, overlaps, group) : explainTorn(framed, overlaps, group)
  return (pairs[`${upper.kind} to ${lower.kind}`] ?? others)[kind](path, lanePair, group)
}
