// One lane as a view shows it: interval by interval if there is room, otherwise per pixel.
import type { Lane } from '@unstick/session'
import { isDense } from './lay-out-dense-lane.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import { type Placement, placeByBytes, pxOfByte } from '../placement/placement.ts'
import { BEYOND, placeInTime, pxOfFlagByte, type TimePlacement } from '../placement/place-in-time.ts'
import { type LaneRows, rowsOfLane } from '../flags/rows-of-lane.ts'
import type { Scale } from '../axis/scale.ts'
import { byteWindow, timeWindow, type Window } from '../../model/lanes/interval-window.ts'
import type { Subject } from '../../model/stream/subject.ts'

export interface LaneView {
  readonly lane: Lane
  /** The intervals in view, and those within a view's width on each side. */
  readonly window: Window
  /** How its intervals are placed; `undefined` if the lane is drawn per pixel. */
  readonly placed: Placed | undefined
  /** Where a byte of interval `index` is on a ribbon's end; NaN if it is not there (yet). */
  readonly px: (index: number, byte: number) => number
  /** The row of an interval; 0 if the lane has no rows. */
  readonly row: (index: number) => number
}

export type Placed =
  | { readonly axis: 'bytes'; readonly placement: Placement }
  | { readonly axis: 'time'; readonly placement: TimePlacement; readonly rows: LaneRows | undefined }

export interface ViewOf {
  readonly axis: AxisKind
  readonly scale: Scale
  readonly width: number
  readonly until: number | undefined
  /** Time axis: whether programs' lines and messages share one row, because there is no room for more. */
  readonly folded: boolean
}

/** Bytes on their way out of a send or a segment are this wide, left of its moment. */
const STRAND = 6
const none = (): number => 0

export const viewLane = (subject: Subject, lane: Lane, view: ViewOf): LaneView => {
  const { axis, scale, width, until, folded } = view
  const find = axis === 'time' ? timeWindow : byteWindow
  const window = find(lane, scale.invert(-width - BEYOND), scale.invert(2 * width))
  const rows = axis === 'time' && !folded ? rowsOfLane(subject, lane) : undefined
  if (!rows && isDense(window.count, width)) {
    const px = (index: number, byte: number): number =>
      until !== undefined && momentOf(lane, index) > until
        ? NaN
        : scale.px(axis === 'time' ? momentOf(lane, index) : byte)
    return { lane, window, placed: undefined, px, row: none }
  }
  if (axis === 'bytes') {
    const placement = placeByBytes(lane, window, scale, until)
    const px = (index: number, byte: number): number => pxOfByte(placement, scale, index, byte)
    return { lane, window, placed: { axis, placement }, px, row: none }
  }
  const placement = placeInTime(subject, lane, window, scale, until, rows)
  const carries = lane.kind === 'send' || lane.kind === 'segment'
  const px = (index: number, byte: number): number =>
    carries ? strandPx(placement, lane, scale, index, byte) : pxOfFlagByte(placement, lane, index, byte)
  return { lane, window, placed: { axis, placement, rows }, px, row: rows?.of ?? none }
}

const strandPx = (
  { first, x0 }: Placement,
  lane: Lane,
  scale: Scale,
  index: number,
  byte: number,
): number => {
  if (Number.isNaN(x0[index - first] ?? NaN)) return NaN
  const start = lane.starts[index] as number
  const size = (lane.ends[index] as number) - start
  return scale.px(momentOf(lane, index)) - STRAND + (size === 0 ? 0 : (STRAND * (byte - start)) / size)
}
