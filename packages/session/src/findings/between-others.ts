// A merge or a split between lanes that no rule covers, such as a relay's recvs and its sends: what happened, without a
// reason.
import type { LaneColumns } from '../lanes/lane.ts'
import { laneTable } from '../lanes/lane-kinds.ts'
import { counted } from '../lanes/quantity.ts'
import type { Path } from '../messages/path.ts'
import type { Explanation } from './finding.ts'
import type { Group } from './groups.ts'

const cause = 'not-measured'
const text = 'Neither the log nor its times tell why.'

export const explainJoined = (
  path: Path,
  upper: LaneColumns,
  lower: LaneColumns,
  { from, to }: Group,
): Explanation => ({
  cause,
  title: `${counted(to - from, nounOf(path, upper))} became 1 ${nounOf(path, lower)}.`,
  text,
})

export const explainParted = (
  path: Path,
  upper: LaneColumns,
  lower: LaneColumns,
  { from, to }: Group,
): Explanation => ({
  cause,
  title: `1 ${nounOf(path, upper)} became ${counted(to - from, nounOf(path, lower))}.`,
  text,
})

const nounOf = (path: Path, lane: LaneColumns): string =>
  laneTable[lane.kind].noun[path.streamOf(lane).transport]
