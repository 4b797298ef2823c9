// A view beside everything that is there: what a person sees after a zoom or a pan into nothing.
import type { Layout } from '../layout.ts'

/**
 * Whether of all intervals none is in view, `plot` pixels wide, drawn at `px`. In a replay it is not said: there what
 * is to come has not happened yet.
 */
export const nothingInView = (layout: Layout, plot: number, px: (x: number) => number): boolean =>
  layout.inFlight === undefined &&
  layout.tracks.length === 0 &&
  layout.lanes.some(({ total }) => total > 0) &&
  layout.lanes.every(({ boxes }) => boxes.x0.every((x0, k) => px(x0) > plot || px(boxes.x1[k] as number) < 0))
