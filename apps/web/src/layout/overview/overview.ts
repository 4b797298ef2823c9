// The strip above the lanes: the whole stream in small. For each lane and bin it has the main colour and how much
// merged or split there, and it marks where the framing gave up. The cost depends on the bins and not on the intervals,
// except for one sweep over the lanes that have findings.
import type { Kept } from '@unstick/session'
import { eachBin } from '../placement/bins.ts'
import { marksOf } from '../../model/findings/finding-columns.ts'
import type { AxisKind, ByteScale, Domain } from '../../model/axis/axis.ts'
import { mostHeat, noTint, type Overview } from '../layout.ts'
import { timeOrder } from '../../model/lanes/moments.ts'
import { type Scale, scaleOf } from '../axis/scale.ts'
import { lineOf, type Subject } from '../../model/stream/subject.ts'
import { mainTintOf } from '../../model/stream/main-tint.ts'
import { refusedFrom } from '../lanes/unframed.ts'

const BINS = 320
/** An interval's smallest width on the time axis, in bins. */
const LEAST = 3

type Bins = Pick<Overview, 'tints' | 'findings'>

/** Panning and zooming leave the bins as they are. */
const binsByName: Kept<Map<string, Bins>> = { make: () => new Map() }

export const layOutOverview = (
  subject: Subject,
  axis: AxisKind,
  bytes: ByteScale,
  extent: Domain,
  domain: Domain,
): Overview => {
  const scale = scaleOf(lineOf(subject, axis, bytes), extent, BINS)
  const known = subject.index.current.get(binsByName)
  const name = `${axis} ${bytes} ${extent[1]}`
  const bins = known.get(name) ?? makeBins(subject, axis, scale)
  known.set(name, bins)
  const refused = refusedFrom(subject, axis)
  return {
    bins: BINS,
    // Copies, because a layout's columns are transferred away.
    tints: bins.tints.slice(),
    findings: bins.findings.slice(),
    refused: refused === undefined ? undefined : scale.px(refused) / BINS,
    from: scale.px(domain[0]) / BINS,
    to: scale.px(domain[1]) / BINS,
  }
}

const makeBins = (subject: Subject, axis: AxisKind, scale: Scale): Bins => {
  const mainTint = mainTintOf(subject)
  const tints = new Uint8Array(BINS * subject.lanes.length).fill(noTint)
  const findings = new Uint8Array(BINS * subject.lanes.length)
  subject.lanes.forEach((lane, k) => {
    const row = k * BINS
    const columns = subject.found.filter((column) => column.lane === lane.name && column.count > 0)
    const marks = columns.length > 0 ? marksOf(columns, lane.count) : undefined
    const indices = axis === 'time' ? timeOrder(lane).indices : undefined
    eachBin(lane, axis, scale, { from: 0, to: BINS, step: 1 }, undefined, (x, from, to, _, start, end) => {
      tints[row + x] = mainTint(start, end) ?? 0
      findings[row + x] = marks ? heatOf(markedAt(marks, indices, from, to), to - from) : 0
    })
    if (axis === 'time') widen(tints, findings, row)
  })
  return { tints, findings }
}

/** The heat for `found` intervals with a finding among `intervals`: from 1 for a few to `mostHeat` for all. */
export const heatOf = (found: number, intervals: number): number =>
  found === 0 ? 0 : Math.max(1, Math.round((mostHeat * found) / intervals))

/** An interval's moment has no width, so its bin is extended to the right while nothing else is there. */
const widen = (tints: Uint8Array, findings: Uint8Array, row: number): void => {
  let since = LEAST
  for (let x = row; x < row + BINS; x += 1) {
    since = tints[x] === noTint ? since + 1 : 0
    if (since === 0 || since >= LEAST) continue
    tints[x] = tints[x - since] as number
    findings[x] = findings[x - since] as number
  }
}

/** How many intervals at places `from` to `to` are marked; `indices` maps places to intervals, if they differ. */
const markedAt = (marks: Uint8Array, indices: Uint32Array | undefined, from: number, to: number): number => {
  let count = 0
  for (let place = from; place < to; place += 1)
    count += marks[indices ? (indices[place] as number) : place] as number
  return count
}
