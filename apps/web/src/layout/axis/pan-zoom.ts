// Moving over an axis: how a zoom, a pan or a fit changes the shown domain. All in pixels of the plot, so that it is
// the same for time and for bytes.
import type { AxisKind, Domain } from '../../model/axis/axis.ts'
import type { Scale } from './scale.ts'

/** The domain after zooming by `factor` (above 1: closer) around pixel `at` of a view of pixels `[0, width)`. */
export const zoomed = (scale: Scale, width: number, at: number, factor: number): Domain => [
  scale.invert(at - at / factor),
  scale.invert(at + (width - at) / factor),
]

/** The domain after the content moved right by `by` pixels. */
export const panned = (scale: Scale, width: number, by: number): Domain => [
  scale.invert(-by),
  scale.invert(width - by),
]

/** The closest view: five nanoseconds, one byte. */
const closest = { time: 5, bytes: 1 } as const

/** Stays within the extent, and never closer than the smallest useful view. Zooming out far enough shows everything. */
export const kept = (domain: Domain, extent: Domain, axis: AxisKind): Domain => {
  const size = Math.min(Math.max(domain[1] - domain[0], closest[axis]), extent[1] - extent[0])
  const middle = (domain[0] + domain[1]) / 2
  const from = Math.min(Math.max(middle - size / 2, extent[0]), extent[1] - size)
  return [from, from + size]
}

/** A domain that shows pixels `[x0, x1]`, moved only if they lie outside. */
export const revealing = (scale: Scale, width: number, x0: number, x1: number): Domain | undefined => {
  if (x0 >= 0 && x1 <= width) return undefined
  const size = Math.max(width, (x1 - x0) * 1.4)
  const middle = (x0 + x1) / 2
  return [scale.invert(middle - size / 2), scale.invert(middle + size / 2)]
}

/** The same amount as `domain` shows, around another middle. */
export const centredOn = (domain: Domain, middle: number): Domain => {
  const half = (domain[1] - domain[0]) / 2
  return [middle - half, middle + half]
}
