// Where each interval of a lane stands, in pixels. On the bytes axis by its bytes; on the time axis at its moment,
// as wide as its bytes allow, and moved aside by a few pixels where two would cover each other.
import type { Lane } from '@unstick/session'
import type { AxisKind } from './layout.ts'
import type { Scale } from './scale.ts'

/** `x0[i]` is NaN for an interval that had not happened yet. */
export interface Placement {
  readonly axis: AxisKind
  readonly x0: Float32Array
  readonly x1: Float32Array
}

/** How far a box may stand right of its moment, in pixels, before it is merged into its neighbour. */
const MOST_ASIDE = 56
const APART = 1
/** A box's least width where its neighbour is near, and where many are. */
const LEAST = 10
const SLIVER = 1.5
/** Where more than so many have less than so many pixels each, none is moved aside. */
const MANY = 8
const ROOM = 3
const HAIR = 0.9

/** When the bytes were there: a send as it was called, a recv as it returned. */
export const momentOf = (lane: Lane, index: number): number =>
  (lane.kind === 'recv' ? lane.dones[index] : lane.times[index]) as number

const happenedBy = (lane: Lane, index: number, until: number | undefined): boolean =>
  until === undefined || momentOf(lane, index) <= until

/** A box's width on the time axis where there is room. */
const timeWidth = (bytes: number): number => Math.min(72, 9 + Math.sqrt(bytes))

export const placeByBytes = (lane: Lane, scale: Scale, until: number | undefined): Placement => {
  const x0 = new Float32Array(lane.count)
  const x1 = new Float32Array(lane.count)
  for (let i = 0; i < lane.count; i += 1) {
    const there = happenedBy(lane, i, until)
    x0[i] = there ? scale.px(lane.starts[i] as number) : NaN
    x1[i] = there ? scale.px(lane.ends[i] as number) : NaN
  }
  return { axis: 'bytes', x0, x1 }
}

export const placeInTime = (lane: Lane, scale: Scale, until: number | undefined): Placement => {
  const x0 = new Float32Array(lane.count)
  const x1 = new Float32Array(lane.count)
  let edge = -Infinity
  let crowdedTo = -1
  for (let i = 0; i < lane.count; i += 1) {
    if (!happenedBy(lane, i, until)) {
      x0[i] = NaN
      x1[i] = NaN
      continue
    }
    const x = scale.px(momentOf(lane, i))
    const aside = Math.max(0, edge + APART - x)
    if (crowdAhead(lane, scale, i, x)) crowdedTo = i + MANY
    if (aside >= MOST_ASIDE || i <= crowdedTo) {
      x0[i] = x
      x1[i] = x + HAIR
      continue
    }
    const free = i + 1 < lane.count ? scale.px(momentOf(lane, i + 1)) - x - APART : Infinity
    const wanted = timeWidth((lane.ends[i] as number) - (lane.starts[i] as number))
    const wide = Math.max(Math.min(wanted, free), LEAST * (1 - aside / MOST_ASIDE), SLIVER)
    const lasts = lane.kind === 'send' ? scale.px(lane.dones[i] as number) - x - aside : 0
    x0[i] = x + aside
    x1[i] = x + aside + Math.max(wide, lasts)
    edge = x1[i] as number
  }
  return { axis: 'time', x0, x1 }
}

/** Whether the `MANY` that come next stand so near that each is drawn just where it belongs. */
const crowdAhead = (lane: Lane, scale: Scale, index: number, x: number): boolean =>
  index + MANY < lane.count && scale.px(momentOf(lane, index + MANY)) - x < MANY * ROOM

/** Where stream offset `byte` of interval `index` stands. */
export const pxOfByte = (
  placement: Placement,
  scale: Scale,
  lane: Lane,
  index: number,
  byte: number,
): number => {
  const x0 = placement.x0[index] as number
  if (placement.axis === 'bytes') return Number.isNaN(x0) ? NaN : scale.px(byte)
  const start = lane.starts[index] as number
  const size = (lane.ends[index] as number) - start
  return x0 + (((placement.x1[index] as number) - x0) * (byte - start)) / size
}
