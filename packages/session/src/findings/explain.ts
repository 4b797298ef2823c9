// Which lane pair's own words tell of a merge or a split.
import type { Framed } from '../messages/framed.ts'
import type { Stream } from '../streams/stream.ts'
import type { Explanation } from './finding.ts'
import type { Group } from './groups.ts'
import { explainCollected, explainCutByRecvs } from './into-recvs.ts'
import type { Joint } from './joints.ts'
import { explainStuck, explainTorn } from './recvs-and-messages.ts'
import { explainCoalesced, explainSegmented } from './sends-and-segments.ts'

export const explain = (
  stream: Stream,
  framed: Framed | undefined,
  { upper, lower, overlaps }: Joint,
  kind: 'merge' | 'split',
  group: Group,
): Explanation => {
  const merge = kind === 'merge'
  if (framed?.lane === lower)
    return merge ? explainStuck(framed, overlaps, group) : explainTorn(framed, overlaps, group)
  if (lower.kind === 'segment')
    return merge ? explainCoalesced(stream, overlaps, group) : explainSegmented(stream, overlaps, group)
  return merge
    ? explainCollected(upper, lower, overlaps, group)
    : explainCutByRecvs(upper, lower, overlaps, group)
}
