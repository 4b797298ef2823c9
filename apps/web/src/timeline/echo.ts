// Finds some bytes of a stream in each lane of a layout: the bytes that are selected in the other pane.
import type { Range } from '../model/search/find-bytes.ts'
import type { LaneLayout, Layout } from '../layout/layout.ts'
import { scaleOfKnots } from '../layout/axis/scale.ts'

/** Pixels of the layout. */
interface Place {
  readonly x0: number
  readonly x1: number
  readonly row: number
}

/** `length`: the stream's. One place per lane; `undefined` if none of the bytes is in sight there. */
export const echoOf = (layout: Layout, length: number, bytes: Range): readonly (Place | undefined)[] => {
  const scale = scaleOfKnots(layout.knots)
  return layout.lanes.map((lane) => {
    if (layout.axis === 'time') return inSlices(lane, length, bytes)
    return lane.slices.key.length > 0
      ? { x0: scale.px(bytes.start), x1: scale.px(bytes.end), row: 0 }
      : undefined
  })
}

/** On the time axis each lane has its own place for a byte: in the slice that holds it. */
const inSlices = ({ slices }: LaneLayout, length: number, { start, end }: Range): Place | undefined => {
  let [x0, x1, row] = [Infinity, -Infinity, 0]
  slices.key.forEach((from, k) => {
    // A slice ends where the next one begins.
    const to = Math.max(from + 1, slices.key[k + 1] ?? length)
    if (from >= end || to <= start) return
    row = slices.row[k] as number
    const left = slices.x0[k] as number
    const perByte = ((slices.x1[k] as number) - left) / (to - from)
    x0 = Math.min(x0, left + perByte * (Math.max(start, from) - from))
    x1 = Math.max(x1, left + perByte * (Math.min(end, to) - from))
  })
  return x1 >= x0 ? { x0, x1, row } : undefined
}
