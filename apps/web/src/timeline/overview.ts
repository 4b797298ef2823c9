// The strip above the lanes: the whole stream in small, each lane's colours and where something merged or split.
import { type AxisKind, type ByteScale, type Domain, laneKinds, noTint, type Overview } from './layout.ts'
import { momentOf } from './moments.ts'
import { type Scale, scaleOf } from './scale.ts'
import { lineOf, runAt, type Subject, tintOf } from './subject.ts'

const BINS = 320
/** An interval's least width on the time axis, in bins. */
const LEAST = 2

type Bins = Pick<Overview, 'tints' | 'findings'>

/** Panning and zooming leave the bins as they are. */
const made = new WeakMap<Subject, Map<string, Bins>>()

export const layOutOverview = (
  subject: Subject,
  axis: AxisKind,
  bytes: ByteScale,
  extent: Domain,
  domain: Domain,
): Overview => {
  const scale = scaleOf(lineOf(subject, axis, bytes), extent, BINS)
  const known = made.get(subject) ?? new Map<string, Bins>()
  made.set(subject, known)
  const name = `${axis} ${bytes} ${extent[1]}`
  const bins = known.get(name) ?? makeBins(subject, axis, scale)
  known.set(name, bins)
  return {
    bins: BINS,
    // Copies, for a layout's columns are given away.
    tints: bins.tints.slice(),
    findings: bins.findings.slice(),
    from: scale.px(domain[0]) / BINS,
    to: scale.px(domain[1]) / BINS,
  }
}

const makeBins = (subject: Subject, axis: AxisKind, scale: Scale): Bins => {
  const tints = new Uint8Array(BINS * laneKinds.length).fill(noTint)
  const findings = new Uint8Array(BINS * laneKinds.length)
  const bin = (place: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(place)))
  const fill = (row: number, from: number, to: number, tint: number, found: boolean): void => {
    for (let k = bin(from); k <= bin(to); k += 1) {
      if (tints[row * BINS + k] === noTint || found) tints[row * BINS + k] = tint
      if (found) findings[row * BINS + k] = 1
    }
  }
  laneKinds.forEach((kind, row) => {
    const lane = subject.lanes[kind]
    for (let i = 0; i < lane.count; i += 1) {
      const start = lane.starts[i] as number
      const end = lane.ends[i] as number
      const found = subject.found[kind].has(i)
      if (axis === 'time') {
        const at = scale.px(momentOf(lane, i))
        fill(row, at, at + LEAST, tintOf(subject.runs, runAt(subject.runs, start)), found)
        continue
      }
      for (let run = runAt(subject.runs, start); (subject.runs.starts[run] ?? Infinity) < end; run += 1) {
        const from = scale.px(Math.max(start, subject.runs.starts[run] as number))
        const to = scale.px(Math.min(end, subject.runs.ends[run] as number))
        fill(row, from, to - 1e-6, tintOf(subject.runs, run), found)
      }
    }
  })
  return { tints, findings }
}
