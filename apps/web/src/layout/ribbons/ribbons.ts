// Ribbons: the bytes that two neighbouring lanes share, one ribbon per colour, with two edges on each lane.
import { bisectRight } from 'd3-array'
import type { LaneView } from '../lanes/lane-view.ts'
import type { RibbonLayout } from '../layout.ts'
import type { WayThrough } from '../buffers/way-through.ts'
import { RibbonList } from './ribbon-list.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'
import type { Subject } from '../../model/stream/subject.ts'

export const layOutRibbons = (
  subject: Subject,
  joint: Subject['joints'][number],
  upper: LaneView,
  lower: LaneView,
  width: number,
  way?: WayThrough,
): RibbonLayout => {
  const { runs } = subject
  const { overlaps } = joint
  const list = new RibbonList(joint.upper, joint.lower)
  const [low, high] = bytesInView(upper, lower)
  let lastAbove = NaN
  let lastBelow = NaN
  for (let k = bisectRight(overlaps.ends, low, 0, overlaps.count); k < overlaps.count; k += 1) {
    const start = overlaps.starts[k] as number
    if (start >= high) break
    const u = overlaps.uppers[k] as number
    const l = overlaps.lowers[k] as number
    const end = overlaps.ends[k] as number
    const a = upper.px(u, start)
    const b = lower.px(l, start)
    const aEnd = upper.px(u, end)
    const bEnd = lower.px(l, end)
    if (!(Math.max(aEnd, bEnd) >= -width && Math.min(a, b) <= 2 * width)) continue
    // It is narrower than a pixel at both ends and where the last one was, so it would be drawn over it.
    const covered = Math.round(a) === lastAbove && Math.round(b) === lastBelow
    if (covered && aEnd - a < 1 && bEnd - b < 1) continue
    lastAbove = Math.round(a)
    lastBelow = Math.round(b)
    for (let run = runAt(runs, start); run < runs.count && (runs.starts[run] as number) < end; run += 1) {
      const from = Math.max(start, runs.starts[run] as number)
      const to = Math.min(end, runs.ends[run] as number)
      const corners = [upper.px(u, from), upper.px(u, to), lower.px(l, from), lower.px(l, to)] as const
      list.add(from, u, l, corners, tintOf(runs, run), [upper.row(u), lower.row(l)])
      way?.add(from, to)
    }
  }
  return list.columns(way?.columns())
}

/** The stream's bytes that either lane has in view: `[low, high)`. */
const bytesInView = (...views: readonly LaneView[]): readonly [number, number] => {
  let [low, high] = [Infinity, -Infinity]
  for (const { lane, window } of views) {
    if (window.last <= window.first) continue
    low = Math.min(low, lane.starts[window.first] as number)
    high = Math.max(high, lane.ends[window.last - 1] as number)
  }
  return [low, high]
}
