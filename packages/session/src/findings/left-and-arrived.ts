// Why segments that left one by one arrived as one, where the wire between was seen at both of its ends.
import { counted, durationText } from '../lanes/quantity.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import type { Path } from '../messages/path.ts'
import { explainJoined } from './between-others.ts'
import type { Explanation } from './finding.ts'
import type { Group } from './groups.ts'
import { sentAgain } from './sent-again.ts'

/** A lost segment may be sent again together with those behind it. */
export const explainSentAgain = (
  path: Path,
  upper: LaneColumns,
  lower: LaneColumns,
  overlaps: Overlaps,
  group: Group,
): Explanation => {
  const joined = explainJoined(path, upper, lower, group)
  const first = overlaps.uppers[group.from] as number
  const again = sentAgain(path.streamOf(lower), overlaps.starts[group.from] as number)
  if (!again) return joined
  const { lost, after } = again
  const wasLost = lost === 1 ? 'was lost on its way' : `was lost on its way ${counted(lost, 'time')}`
  return {
    ...joined,
    cause: 'lost-segment',
    text: `Segment ${first + 1} ${wasLost}; ${durationText(after)} after it had first left, its bytes left again in 1 segment with those behind them, and arrived.`,
  }
}
