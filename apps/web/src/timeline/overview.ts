// The strip above the lanes: the whole stream in bins, how many bytes moved and where something merged or split.
import type { AxisKind, Domain, Overview } from './layout.ts'
import { laneKinds } from './layout.ts'
import { momentOf } from './placement.ts'
import { scaleOf } from './scale.ts'
import type { Subject } from './subject.ts'

export const overviewBins = 160

export const layOutOverview = (
  subject: Subject,
  axis: AxisKind,
  extent: Domain,
  domain: Domain,
): Overview => {
  const scale = scaleOf(axis === 'time' ? subject.time : subject.bytes, extent, overviewBins)
  const amounts = new Float32Array(overviewBins)
  const findings = new Uint8Array(overviewBins)
  const bin = (place: number): number => Math.min(overviewBins - 1, Math.max(0, Math.floor(place)))
  for (const kind of laneKinds) {
    const lane = subject.lanes[kind]
    if (kind === 'message' && !subject.frames.naive) continue
    for (let i = 0; i < lane.count; i += 1) {
      const start = lane.starts[i] as number
      const end = lane.ends[i] as number
      const from = bin(scale.px(axis === 'time' ? momentOf(lane, i) : start))
      const to = axis === 'time' ? from : bin(scale.px(end) - 1e-6)
      const found = subject.found[kind].has(i) ? 1 : 0
      for (let k = from; k <= to; k += 1) {
        amounts[k] = (amounts[k] as number) + (end - start) / (to - from + 1)
        findings[k] = (findings[k] as number) | found
      }
    }
  }
  const most = amounts.reduce((a, b) => Math.max(a, b), 0)
  // Roots, so that a few bytes are still seen beside thousands.
  for (let k = 0; k < overviewBins; k += 1)
    amounts[k] = most === 0 ? 0 : Math.sqrt((amounts[k] as number) / most)
  return {
    amounts,
    findings,
    from: scale.px(domain[0]) / overviewBins,
    to: scale.px(domain[1]) / overviewBins,
  }
}
