// The shown part of one axis said on the other: when the bytes in view were there, which bytes were there then.
import { bisectLeft, bisectRight } from 'd3-array'
import type { AxisKind, Domain } from './layout.ts'
import { momentOf } from './moments.ts'
import type { Subject } from './subject.ts'

/** Room on either side, as a part of what is shown. */
const ROOM = 0.06

/** `undefined` where nothing is in view; `part`: the room on either side. */
export const onOtherAxis = (
  { lanes, extent }: Subject,
  axis: AxisKind,
  [from, to]: Domain,
  part = ROOM,
): Domain | undefined => {
  let [least, most] = [Infinity, -Infinity]
  for (const lane of [lanes.send, lanes.segment, lanes.recv]) {
    const moments = lane.kind === 'recv' ? lane.dones : lane.times
    const first =
      axis === 'bytes'
        ? bisectRight(lane.ends, from, 0, lane.count)
        : bisectLeft(moments, from, 0, lane.count)
    const last =
      (axis === 'bytes'
        ? bisectLeft(lane.starts, to, 0, lane.count)
        : bisectRight(moments, to, 0, lane.count)) - 1
    if (first > last) continue
    least = Math.min(least, axis === 'bytes' ? momentOf(lane, first) : (lane.starts[first] as number))
    most = Math.max(most, axis === 'bytes' ? momentOf(lane, last) : (lane.ends[last] as number))
  }
  if (least > most) return undefined
  const room =
    axis === 'bytes' && part > 0 ? Math.max((most - least) * part, (extent[1] - extent[0]) * 1e-3) : 0
  return [least - room, most + room]
}
