// Where a piece in flight is on the lanes: by its bytes, or on the time axis where its intervals are or will be.
import type { Lane } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf, placeOfTime, timeOrder } from '../../model/lanes/moments.ts'
import { placeInTime, pxOfByte } from '../placement/placement.ts'
import type { Scale } from '../axis/scale.ts'
import { firstAbove } from '../../model/bisect.ts'
import type { Hop } from '../../model/lanes/lanes.ts'
import { placeWindow } from '../../model/lanes/interval-window.ts'
import type { BytePiece } from './byte-pieces.ts'

/** Pixels of bytes `[start, end)`. */
export type Edges = readonly [number, number]
/** `carrier`: which carrier of the hop; `undefined` is the recv. */
export type PlaceOn = (carrier: number | undefined, piece: BytePiece) => Edges

/** Intervals before the first one that may push it aside on the time axis. */
const BEFORE = 16

export const placesOf = (
  { carriers, recv }: Hop,
  pieces: readonly BytePiece[],
  axis: AxisKind,
  scale: Scale,
): PlaceOn => {
  if (axis === 'bytes') return (_, { start, end }) => [scale.px(start), scale.px(end)]
  const onCarriers = carriers.map((lane, k) =>
    edgesInTime(
      lane,
      pieces.map(({ on }) => on[k] ?? -1),
      scale,
    ),
  )
  const onRecv = edgesInTime(
    recv,
    pieces.map((piece) => piece.recv),
    scale,
  )
  return (carrier, piece) =>
    carrier === undefined
      ? onRecv(piece.recv, piece.start, piece.end)
      : (onCarriers[carrier]?.(piece.on[carrier] ?? -1, piece.start, piece.end) ?? [NaN, NaN])
}

type EdgesOf = (index: number, start: number, end: number) => Edges

const edgesInTime = (lane: Lane, indices: readonly number[], scale: Scale): EdgesOf => {
  const there = indices.filter((index) => index >= 0)
  if (there.length === 0) return () => [NaN, NaN]
  const order = timeOrder(lane)
  const moments = there.map((index) => momentOf(lane, index))
  const from = Math.max(0, placeOfTime(order, Math.min(...moments)) - BEFORE)
  const to = firstAbove(order.moments, Math.max(...moments), from, lane.count)
  const placement = placeInTime(lane, placeWindow(lane, from, to), scale, undefined)
  return (index, start, end) =>
    index < 0
      ? [NaN, NaN]
      : [pxOfByte(placement, scale, lane, index, start), pxOfByte(placement, scale, lane, index, end)]
}
