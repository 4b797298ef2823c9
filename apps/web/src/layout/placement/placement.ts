// Where each interval of a window is, in pixels. On the bytes axis its bytes decide.
import type { Lane } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { momentOf } from '../../model/lanes/moments.ts'
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

/** Where stream offset `byte` of interval `index` is; NaN if the interval is not placed. */
export const pxOfByte = ({ first, x0 }: Placement, scale: Scale, index: number, byte: number): number =>
  Number.isNaN(x0[index - first] ?? NaN) ? NaN : scale.px(byte)
