// Where each interval of a window is on the time axis: a pole at its moment, and a flag beside it if there is room for
// what it says.
import { grouped, type Lane } from '@unstick/session'
import { type Cell, flagCells } from '../flags/flag-cells.ts'
import type { LaneRows } from '../flags/rows-of-lane.ts'
import type { Scale } from '../axis/scale.ts'
import type { Window } from '../../model/lanes/interval-window.ts'
import { happenedBy, timeOrder } from '../../model/lanes/moments.ts'
import type { Subject } from '../../model/stream/subject.ts'
import type { Placement } from './placement.ts'

/** Half a pole; a flag begins at a pole's right edge. */
const HALF_POLE = 1.5
/** Kept free around a flag's number of bytes, and one column of its font, 11.5 px Inter on average. */
const AROUND_SIZE = 18
const SIZE_COLUMN = 6.2
/** A column's width, if the next one is not nearer. */
const COLUMN = 5
const LEAST_COLUMN = 1
/** Pixels that a flag may reach beyond the session's end, for its text. */
export const BEYOND = 126

export interface TimePlacement extends Placement {
  readonly cells: ReadonlyMap<number, readonly Cell[]>
}

/** `rows`: `undefined` for columns. */
export const placeInTime = (
  subject: Subject,
  lane: Lane,
  { first, last, from, count }: Window,
  scale: Scale,
  until: number | undefined,
  rows: LaneRows | undefined,
): TimePlacement => {
  const { moments, indices } = timeOrder(lane)
  const x0 = new Float32Array(last - first).fill(NaN)
  const x1 = x0.slice()
  const to = Math.min(from + count, happenedBy(lane, until))
  const cells = new Map<number, readonly Cell[]>()
  const edge = scale.px(subject.extent[1]) + BEYOND
  const px = (place: number): number => (place < lane.count ? scale.px(moments[place] as number) : Infinity)
  const next = rows ? nextInRow(lane, rows, indices) : undefined
  for (let place = from; place < to; place += 1) {
    const i = indices?.[place] ?? place
    const x = px(place)
    const k = i - first
    if (rows) {
      const room =
        Math.min(px(next?.[place] ?? place + 1) - HALF_POLE - sizeRoom(lane, i), edge) - (x + HALF_POLE)
      const words = flagCells(subject, lane, i, room)
      if (words) cells.set(i, words)
      x0[k] = words ? x + HALF_POLE : x - HALF_POLE
      x1[k] = x + HALF_POLE + (words?.reduce((sum, { width }) => sum + width, 0) ?? 0)
    } else {
      x0[k] = x
      x1[k] = x + Math.max(LEAST_COLUMN, Math.min(COLUMN, px(place + 1) - x - 1))
    }
  }
  return { axis: 'time', first, order: indices?.subarray(from, to), x0, x1, cells }
}

const sizeRoom = (lane: Lane, index: number): number =>
  AROUND_SIZE +
  `${grouped((lane.ends[index] as number) - (lane.starts[index] as number))} B`.length * SIZE_COLUMN

/** For each place in the order of time, the place of the next interval in the same row. */
const nextInRow = (lane: Lane, rows: LaneRows, indices: Uint32Array | undefined): Float64Array => {
  const next = new Float64Array(lane.count)
  const seen = new Float64Array(rows.count).fill(Infinity)
  for (let place = lane.count - 1; place >= 0; place -= 1) {
    const row = rows.of(indices?.[place] ?? place)
    next[place] = seen[row] ?? Infinity
    seen[row] = place
  }
  return next
}

/** Where stream offset `byte` of an interval's flag or column is. */
export const pxOfFlagByte = (
  { first, x0, x1, cells }: TimePlacement,
  lane: Lane,
  index: number,
  byte: number,
): number => {
  const left = x0[index - first] ?? NaN
  const flag = cells.get(index)
  if (!flag) {
    const start = lane.starts[index] as number
    const size = (lane.ends[index] as number) - start
    return size === 0 ? left : left + (((x1[index - first] ?? NaN) - left) * (byte - start)) / size
  }
  let x = left
  for (const { start, end, width } of flag) {
    if (byte < end) return x + (width * Math.max(0, byte - start)) / (end - start)
    x += width
  }
  return x
}
