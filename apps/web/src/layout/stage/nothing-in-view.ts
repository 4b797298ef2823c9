// Detects a view that shows nothing, which a person sees after zooming or panning away from everything.
import type { Layout } from '../layout.ts'

/**
 * Whether no interval is in view, `plot` pixels wide, drawn at `px`. Always false in a replay, because there it may
 * only be that nothing has happened yet.
 */
export const nothingInView = (layout: Layout, plot: number, px: (x: number) => number): boolean =>
  layout.inFlight === undefined &&
  layout.tracks.length === 0 &&
  layout.lanes.some(({ total }) => total > 0) &&
  layout.lanes.every(({ boxes }) => boxes.x0.every((x0, k) => px(x0) > plot || px(boxes.x1[k] as number) < 0))
