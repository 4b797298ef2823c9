// A lane with more intervals than the view has pixels: what each pixel shows of it.
import { bisectLeft, bisectRight } from 'd3-array'
import type { Lane } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { happenedBy, timeOrder } from '../../model/lanes/moments.ts'
import type { Scale } from '../axis/scale.ts'
import { firstAbove, firstFrom } from '../../model/bisect.ts'

/** One pixel's share of a lane. Places are in stream order on the bytes axis, in order of time on the time axis. */
export type TakeBin = (
  /** Left edge, in pixels; a bin is as wide as the step. */
  x: number,
  /** Places `[from, to)`; at least one. */
  from: number,
  to: number,
  /** The first interval's index. */
  index: number,
  /** Stream bytes `[start, end)`, as far as the pixel shows them. */
  start: number,
  end: number,
) => void

export interface BinRange {
  /** Pixels `[from, to)`, in whole steps. */
  readonly from: number
  readonly to: number
  readonly step: number
}

/** Calls `take` for every pixel that shows anything, from left to right. */
export const eachBin = (
  lane: Lane,
  axis: AxisKind,
  scale: Scale,
  range: BinRange,
  until: number | undefined,
  take: TakeBin,
): void => {
  if (axis === 'bytes') eachByteBin(lane, scale, range, until, take)
  else eachTimeBin(lane, scale, range, until, take)
}

const eachByteBin = (
  lane: Lane,
  scale: Scale,
  { from, to, step }: BinRange,
  until: number | undefined,
  take: TakeBin,
): void => {
  // The intervals that had happened by then are the lane's front, unless some came late.
  const count = happenedBy(lane, until)
  let low = scale.invert(from)
  let first = bisectRight(lane.ends, low, 0, count)
  for (let x = from; x < to && first < count; x += step) {
    const high = scale.invert(x + step)
    const last = firstFrom(lane.starts, high, first, count)
    if (last > first) {
      const start = Math.max(low, lane.starts[first] as number)
      take(x, first, last, first, start, Math.min(high, lane.ends[last - 1] as number))
    }
    first = firstAbove(lane.ends, high, first, count)
    low = high
  }
}

const eachTimeBin = (
  lane: Lane,
  scale: Scale,
  { from, to, step }: BinRange,
  until: number | undefined,
  take: TakeBin,
): void => {
  const { moments, indices } = timeOrder(lane)
  const count = happenedBy(lane, until)
  let first = bisectLeft(moments, scale.invert(from), 0, count)
  for (let x = from; x < to && first < count; x += step) {
    const last = firstFrom(moments, scale.invert(x + step), first, count)
    if (last > first) {
      const index = indices ? (indices[first] as number) : first
      const end = indices ? index : last - 1
      take(x, first, last, index, lane.starts[index] as number, lane.ends[end] as number)
    }
    first = last
  }
}
