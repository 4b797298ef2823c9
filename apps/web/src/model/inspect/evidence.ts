// The intervals that support a finding, with their bytes, limits and times.
import { grouped, type Lane } from '@unstick/session'
import { laneNamed, type Lanes, seenLanes } from '../lanes/lanes.ts'
import { runAt, tintOf } from '../colours/colour-runs.ts'
import { atText, inside, linkTo } from '../lanes/intervals-inside.ts'
import type { Evidence } from './inspection.ts'
import type { Found } from '../findings/shown-findings.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

/** Rows of one finding. */
const MOST = 6

/**
 * For a merge or split, the intervals of the other lane; for a short write, the send after it; for a datagram's fate, the
 * intervals of every other lane.
 */
export const evidenceOf = (
  shown: ShownStream,
  found: Found,
): { readonly evidence: readonly Evidence[]; readonly more: number } => {
  const { lanes } = shown.subject
  const lane = laneNamed(lanes, found.lane)
  const start = lane.starts[found.index] as number
  const end = lane.ends[found.index] as number
  if (found.kind === 'short-write') return { evidence: nextOf(shown, lane, found.index + 1), more: 0 }
  const there = otherLanes(lanes, found).map((other) => ({ other, here: inside(other, start, end) }))
  const rows = there.flatMap(({ other, here }) =>
    Array.from({ length: Math.min(MOST, here.count) }, (_, k) =>
      rowOf(shown, other, here.first + k, { start, end }),
    ),
  )
  const evidence = rows.slice(0, MOST)
  const count = there.reduce((sum, { here }) => sum + here.count, 0)
  return { evidence, more: count - evidence.length }
}

const otherLanes = (lanes: Lanes, { between, lane }: Found): Lanes =>
  (between ? between.map((name) => laneNamed(lanes, name)) : seenLanes(lanes)).filter(
    ({ name }) => name !== lane,
  )

const nextOf = (shown: ShownStream, lane: Lane, index: number): readonly Evidence[] =>
  index < lane.count
    ? [rowOf(shown, lane, index, { start: lane.starts[index] as number, end: lane.ends[index] as number })]
    : []

/** Stream offsets, in bytes. */
interface Part {
  readonly start: number
  readonly end: number
}

const rowOf = ({ subject }: ShownStream, lane: Lane, index: number, { start, end }: Part): Evidence => {
  const link = linkTo(lane, index)
  const { runs } = subject
  const run = runAt(runs, Math.max(link.start, start))
  return {
    ...link,
    tint: run < runs.count ? tintOf(runs, run) : 0,
    size: sizeText(lane, index, start, end),
    at: atText(link.time),
  }
}

const sizeText = (lane: Lane, index: number, start: number, end: number): string => {
  const from = lane.starts[index] as number
  const to = lane.ends[index] as number
  const limit = lane.limits[index] ?? NaN
  const here = Math.min(to, end) - Math.max(from, start)
  const isCut = here < to - from
  // A number and its unit must not wrap apart.
  if (Number.isNaN(limit)) return `${isCut ? `${grouped(here)}\u00a0of ` : ''}${grouped(to - from)}\u00a0B`
  return `${grouped(to - from)}\u00a0of ${grouped(limit)}\u00a0B${isCut ? `, ${grouped(here)}\u00a0here` : ''}`
}
