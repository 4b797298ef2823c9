// Ribbons for a lane with more intervals than pixels: strips of a few pixels, each in the main colour of its bytes.
// They still lean as the bytes travelled, and end where bytes are missing.
import { type Lane, laneIndexAt } from '@unstick/session'
import { eachBin } from '../placement/bins.ts'
import type { LaneView } from '../lanes/lane-view.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { RibbonLayout } from '../layout.ts'
import { RibbonList } from './ribbon-list.ts'
import type { Scale } from '../axis/scale.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { mainTintOf } from '../../model/stream/main-tint.ts'

/** A strip's width, in pixels of the lane that has more intervals. */
const STEP = 4
const MOST_WIDE = 6 * STEP

export const layOutDenseRibbons = (
  subject: Subject,
  joint: Subject['joints'][number],
  upper: LaneView,
  lower: LaneView,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number | undefined,
): RibbonLayout => {
  const list = new RibbonList(joint.upper, joint.lower)
  const fromAbove = upper.window.count >= lower.window.count
  const [from, to] = fromAbove ? [upper, lower] : [lower, upper]
  const half = Math.round(width / 2)
  const range = { from: -half, to: width + half, step: STEP }
  const mainTint = mainTintOf(subject)
  eachBin(from.lane, axis, scale, range, until, (x, _first, _last, index, start, end) => {
    const there = pieceAt(to.lane, start, end)
    const tint = there && mainTint(start, end)
    if (!there || tint === undefined) return
    const here = [x, x + STEP] as const
    const c0 = to.px(there.first, Math.max(start, to.lane.starts[there.first] as number))
    const c1 = to.px(there.last, Math.min(end, to.lane.ends[there.last] as number))
    if (Number.isNaN(c0 + c1)) return
    const add = (other: readonly [number, number], at: number): void => {
      const [a, b] = fromAbove ? [here, other] : [other, here]
      const [u, l] = fromAbove ? [index, at] : [at, index]
      list.add(start, u, l, [...a, ...b], tint)
    }
    const [left, right] = [Math.min(c0, c1), Math.max(c0, c1)]
    if (right - left <= MOST_WIDE) add([left, Math.max(left + STEP, right)], there.first)
    else {
      // These bytes left together and came apart: draw two strips, and claim nothing about the space between.
      add([c0, c0 + STEP], there.first)
      add([c1 - STEP, c1], there.last)
    }
  })
  return list.columns()
}

/** The intervals that hold the first and the last of bytes `[start, end)`. */
const pieceAt = (
  lane: Lane,
  start: number,
  end: number,
): { readonly first: number; readonly last: number } | undefined => {
  const first = laneIndexAt(lane, start)
  if (first >= lane.count || (lane.starts[first] as number) >= end) return undefined
  const last = Math.min(laneIndexAt(lane, end - 1), lane.count - 1)
  return { first, last: (lane.starts[last] as number) < end ? last : Math.max(first, last - 1) }
}
