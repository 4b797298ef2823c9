// Converts the shown part of one axis to the other: when the bytes in view were there, or which bytes were there then.
import type { Lane } from '@unstick/session'
import { bisectLeft, bisectRight } from 'd3-array'
import type { AxisKind, Domain } from '../axis/axis.ts'
import { intervalsWithin, momentsWithin } from '../lanes/moment-blocks.ts'
import { seenLanes } from '../lanes/lanes.ts'
import type { Subject } from './subject.ts'

/** Room on either side, as a fraction of what is shown. */
const ROOM = 0.06

/** `undefined` if nothing is in view. `part`: the room on either side. */
export const onOtherAxis = (
  { lanes, extent }: Subject,
  axis: AxisKind,
  shown: Domain,
  part = ROOM,
): Domain | undefined => {
  const saidOf = axis === 'bytes' ? whenThere : bytesThere
  const parts = seenLanes(lanes).flatMap((lane) => saidOf(lane, shown) ?? [])
  if (parts.length === 0) return undefined
  const [least, most] = [Math.min(...parts), Math.max(...parts)]
  const room =
    axis === 'bytes' && part > 0 ? Math.max((most - least) * part, (extent[1] - extent[0]) * 1e-3) : 0
  return [least - room, most + room]
}

const whenThere = (lane: Lane, [from, to]: Domain): Domain | undefined => {
  const first = bisectRight(lane.ends, from, 0, lane.count)
  const last = bisectLeft(lane.starts, to, first, lane.count)
  return first < last ? momentsWithin(lane, first, last) : undefined
}

const bytesThere = (lane: Lane, [from, to]: Domain): Domain | undefined => {
  const [first, last] = intervalsWithin(lane, from, to)
  return first < last ? [lane.starts[first] as number, lane.ends[last - 1] as number] : undefined
}
