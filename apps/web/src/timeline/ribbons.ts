// Ribbons: the bytes that two neighbouring lanes share, one for each colour, each with two edges above and below.
import type { Lane } from '@unstick/session'
import type { RibbonLayout } from './layout.ts'
import { type Placement, pxOfByte } from './placement.ts'
import type { Scale } from './scale.ts'
import { runAt, type Subject, tintOf } from './subject.ts'

interface End {
  readonly lane: Lane
  readonly placement: Placement
}

export const layOutRibbons = (
  subject: Subject,
  joint: Subject['joints'][number],
  upper: End,
  lower: End,
  scale: Scale,
  width: number,
): RibbonLayout => {
  const { runs } = subject
  const { overlaps } = joint
  const key: number[] = []
  const corners: [number[], number[], number[], number[]] = [[], [], [], []]
  const tint: number[] = []
  const uppers: number[] = []
  const lowers: number[] = []
  const above = (index: number, byte: number): number =>
    pxOfByte(upper.placement, scale, upper.lane, index, byte)
  const below = (index: number, byte: number): number =>
    pxOfByte(lower.placement, scale, lower.lane, index, byte)
  let lastAbove = NaN
  let lastBelow = NaN
  for (let k = 0; k < overlaps.count; k += 1) {
    const u = overlaps.uppers[k] as number
    const l = overlaps.lowers[k] as number
    if (outside(upper.placement, u, lower.placement, l, width)) continue
    const start = overlaps.starts[k] as number
    const end = overlaps.ends[k] as number
    // Narrower than a pixel at both ends and where the last one was: it would be drawn over it.
    const a = above(u, start)
    const b = below(l, start)
    const covered = Math.round(a) === lastAbove && Math.round(b) === lastBelow
    if (covered && above(u, end) - a < 1 && below(l, end) - b < 1) continue
    lastAbove = Math.round(a)
    lastBelow = Math.round(b)
    for (let run = runAt(runs, start); run < runs.count && (runs.starts[run] as number) < end; run += 1) {
      const from = Math.max(start, runs.starts[run] as number)
      const to = Math.min(end, runs.ends[run] as number)
      key.push(from)
      uppers.push(u)
      lowers.push(l)
      corners[0].push(above(u, from))
      corners[1].push(above(u, to))
      corners[2].push(below(l, from))
      corners[3].push(below(l, to))
      tint.push(tintOf(runs, run))
    }
  }
  return {
    upper: joint.upper,
    lower: joint.lower,
    key: Float64Array.from(key),
    upperIndex: Uint32Array.from(uppers),
    lowerIndex: Uint32Array.from(lowers),
    a0: Float32Array.from(corners[0]),
    a1: Float32Array.from(corners[1]),
    b0: Float32Array.from(corners[2]),
    b1: Float32Array.from(corners[3]),
    tint: Uint8Array.from(tint),
  }
}

const outside = (upper: Placement, u: number, lower: Placement, l: number, width: number): boolean => {
  const low = Math.min(upper.x0[u] as number, lower.x0[l] as number)
  const high = Math.max(upper.x1[u] as number, lower.x1[l] as number)
  // NaN (not happened yet) is neither below nor above, so it is asked the other way round.
  return !(high >= -width && low <= 2 * width)
}
