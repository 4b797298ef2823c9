// Where a piece in flight is on the lanes: by its bytes, or on the time axis at its moments.
import type { Lane } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf } from '../../model/lanes/moments.ts'
import type { Scale } from '../axis/scale.ts'
import type { Hop } from '../../model/lanes/lanes.ts'
import type { BytePiece } from './byte-pieces.ts'

/** Pixels of bytes `[start, end)`. */
export type Edges = readonly [number, number]
/** `carrier`: which carrier of the hop; `undefined` is the recv. */
export type PlaceOn = (carrier: number | undefined, piece: BytePiece) => Edges

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

/** A moment has no width. */
const edgesInTime =
  (lane: Lane, indices: readonly number[], scale: Scale): EdgesOf =>
  (index) => {
    if (index < 0 || indices.length === 0) return [NaN, NaN]
    const x = scale.px(momentOf(lane, index))
    return [x, x]
  }
