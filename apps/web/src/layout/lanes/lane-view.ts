// One lane as a view shows it: interval by interval if there is room, otherwise per pixel.
import type { Lane } from '@unstick/session'
import { isDense } from './lay-out-dense-lane.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import { type Placement, placeByBytes, placeInTime, pxOfByte, REACH_BACK } from '../placement/placement.ts'
import type { Scale } from '../axis/scale.ts'
import { byteWindow, timeWindow, type Window } from '../../model/lanes/interval-window.ts'

export interface LaneView {
  readonly lane: Lane
  /** The intervals in view, and those within a view's width on each side. */
  readonly window: Window
  /** `undefined` if the lane is drawn per pixel. */
  readonly placement: Placement | undefined
  /** Where a byte of interval `index` is; NaN if it is not there (yet). */
  readonly px: (index: number, byte: number) => number
}

export const viewLane = (
  lane: Lane,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number | undefined,
): LaneView => {
  const find = axis === 'time' ? timeWindow : byteWindow
  const window = find(lane, scale.invert(-width - REACH_BACK), scale.invert(2 * width))
  if (isDense(window.count, width)) {
    const px = (index: number, byte: number): number =>
      until !== undefined && momentOf(lane, index) > until
        ? NaN
        : scale.px(axis === 'time' ? momentOf(lane, index) : byte)
    return { lane, window, placement: undefined, px }
  }
  const place = axis === 'time' ? placeInTime : placeByBytes
  const placement = place(lane, window, scale, until)
  return { lane, window, placement, px: (index, byte) => pxOfByte(placement, scale, lane, index, byte) }
}
