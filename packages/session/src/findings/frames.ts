// How the layers of a framing lie in each other: frames in what the reader got, messages in frames.
import { laneTable } from '../lanes/lane-kinds.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import { capitalized, counted, grouped } from '../lanes/quantity.ts'
import type { Path } from '../messages/path.ts'
import { type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'
import type { LanePair } from './lane-pairs.ts'

/** Several of the lower lane in one of the upper. */
export const explainCarried = (
  path: Path,
  { upper, lower, overlaps }: LanePair,
  { index, from, to }: Group,
): Explanation => {
  const inner = nounOf(path, lower)
  const first = overlaps.lowers[from] as number
  const last = overlaps.lowers[to - 1] as number
  return {
    cause: 'stuck',
    title: `${counted(to - from, inner)} in one ${nounOf(path, upper)}.`,
    text: `${nounOf(path, upper)} #${index + 1} has ${counted(sizeOf(upper, index), 'byte')} with ${inner}s ${first + 1} ${to - from === 2 ? 'and' : 'to'} ${last + 1}; the framing tells where one ends and the next begins.`,
  }
}

/** One of the lower lane in several of the upper. */
export const explainSpread = (
  path: Path,
  { upper, lower, overlaps }: LanePair,
  { index, from, to }: Group,
): Explanation => ({
  cause: 'torn',
  title: `${capitalized(nounOf(path, lower))} ${index + 1} lies in ${counted(to - from, nounOf(path, upper))}.`,
  text: `Its ${grouped(sizeOf(lower, index))} bytes begin in ${nounOf(path, upper)} #${(overlaps.uppers[from] as number) + 1} and end in #${(overlaps.uppers[to - 1] as number) + 1}.`,
})

const nounOf = (path: Path, lane: LaneColumns): string =>
  laneTable[lane.kind].noun[path.streamOf(lane).transport]
