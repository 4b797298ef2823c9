// Where each interval of a window is, in pixels. On the bytes axis its bytes decide. On the time axis it is at its
// moment, as wide as its bytes allow, and moved aside by a few pixels if two would cover each other.
import type { Lane } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { happenedBy, momentOf, timeOrder } from '../../model/lanes/moments.ts'
import type { Scale } from '../axis/scale.ts'
import type { Window } from '../../model/lanes/interval-window.ts'

/** `x0[k]` and `x1[k]` are those of interval `first + k`; NaN for one that had not happened yet. */
export interface Placement {
  readonly axis: AxisKind
  readonly first: number
  /** The intervals in view from left to right; `undefined` if that is the stream's own order. */
  readonly order: Uint32Array | undefined
  readonly x0: Float32Array
  readonly x1: Float32Array
}

/** How far a box may be right of its moment, in pixels, before it is merged into its neighbour. */
const MOST_ASIDE = 56
const APART = 1
/** A box's smallest width if its neighbour is near, and if many are. */
const LEAST = 10
const SLIVER = 1.5
/** If this many intervals lie closer together than `ROOM` pixels each, none of them is moved aside. */
const MANY = 8
const ROOM = 3
const HAIR = 0.9

/** A box's width on the time axis if there is room. */
export const MOST_WIDE = 72
const timeWidth = (bytes: number): number => Math.min(MOST_WIDE, 9 + Math.sqrt(bytes))

/** A box may begin this many pixels left of its window's first pixel and still be visible. */
export const REACH_BACK = MOST_ASIDE + MOST_WIDE

export const placeByBytes = (
  lane: Lane,
  { first, last }: Window,
  scale: Scale,
  until: number | undefined,
): Placement => {
  const x0 = new Float32Array(last - first)
  const x1 = new Float32Array(last - first)
  for (let i = first; i < last; i += 1) {
    const there = until === undefined || momentOf(lane, i) <= until
    x0[i - first] = there ? scale.px(lane.starts[i] as number) : NaN
    x1[i - first] = there ? scale.px(lane.ends[i] as number) : NaN
  }
  return { axis: 'bytes', first, order: undefined, x0, x1 }
}

export const placeInTime = (
  lane: Lane,
  { first, last, from, count }: Window,
  scale: Scale,
  until: number | undefined,
): Placement => {
  const { moments, indices } = timeOrder(lane)
  const x0 = new Float32Array(last - first).fill(NaN)
  const x1 = x0.slice()
  const to = Math.min(from + count, happenedBy(lane, until))
  // Where the next in order is, or infinitely far after the last one.
  const px = (place: number): number => (place < lane.count ? scale.px(moments[place] as number) : Infinity)
  let edge = -Infinity
  let denseTo = -1
  for (let place = from; place < to; place += 1) {
    const i = indices?.[place] ?? place
    const k = i - first
    const x = px(place)
    const aside = Math.max(0, edge + APART - x)
    // This one and the next `MANY` are so near that each is drawn exactly at its place.
    if (px(place + MANY) - x < MANY * ROOM) denseTo = place + MANY
    if (aside >= MOST_ASIDE || place <= denseTo) {
      x0[k] = x
      x1[k] = x + HAIR
      continue
    }
    const free = px(place + 1) - x - APART
    const wanted = timeWidth((lane.ends[i] as number) - (lane.starts[i] as number))
    const wide = Math.max(Math.min(wanted, free), LEAST * (1 - aside / MOST_ASIDE), SLIVER)
    // From the call to its return, or from leaving to arriving. A recv is placed at its return.
    const lasts = lane.kind === 'recv' ? 0 : scale.px(lane.dones[i] as number) - x - aside
    x0[k] = x + aside
    x1[k] = x + aside + Math.max(wide, lasts)
    edge = x1[k]
  }
  return { axis: 'time', first, order: indices?.subarray(from, to), x0, x1 }
}

/** Where stream offset `byte` of interval `index` is; NaN if the interval is not placed. */
export const pxOfByte = (
  placement: Placement,
  scale: Scale,
  lane: Lane,
  index: number,
  byte: number,
): number => {
  const x0 = placement.x0[index - placement.first] ?? NaN
  if (placement.axis === 'bytes') return Number.isNaN(x0) ? NaN : scale.px(byte)
  const start = lane.starts[index] as number
  const size = (lane.ends[index] as number) - start
  const x1 = placement.x1[index - placement.first] ?? NaN
  return size === 0 ? x0 : x0 + ((x1 - x0) * (byte - start)) / size
}
