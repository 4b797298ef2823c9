// Converts between pixels of the plot and the axis, as the timeline shows it now.
import { boxOf, hitTest, type Hit } from './hit.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { Layout } from '../layout.ts'
import { type Scale, scaleOfKnots } from '../axis/scale.ts'
import type { Stage } from './stage.ts'
import { filledBands } from './bands.ts'

/** What is on screen: a layout, how it is moved and stretched until the next one comes, and the chosen axis. */
export interface View {
  readonly drawn: Layout | undefined
  readonly slide: { readonly shift: number; readonly stretch: number }
  readonly axis: AxisKind
  readonly stage: Stage
}

/** A pixel of the canvas. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** `undefined` while nothing is drawn on the chosen axis. */
export const viewScale = ({ drawn, slide, axis }: View): Scale | undefined => {
  if (drawn?.axis !== axis) return undefined
  const scale = scaleOfKnots(drawn.knots)
  return {
    px: (value) => slide.shift + scale.px(value) * slide.stretch,
    invert: (px) => scale.invert((px - slide.shift) / slide.stretch),
  }
}

/**
 * The pixel of the plot that a zoom at `x`, `y` of the canvas keeps in place. On the time axis a flag is as wide as its
 * words. There it is the moment of the flag under the pointer, because otherwise the flag would slip away.
 */
export const zoomedAbout = (view: View, x: number, y: number): number => {
  const { drawn, slide, axis, stage } = view
  const hit = axis === 'time' ? hitAt(view, x, y) : undefined
  const layout =
    hit && drawn && filledBands(drawn, stage).find(({ layout }) => layout.stream === hit.stream)?.layout
  const box = layout && boxOf(layout, hit)
  return box ? slide.shift + box.x0 * slide.stretch : x - stage.left
}

/** What is at pixel `x`, `y` of the canvas. */
export const hitAt = ({ drawn, stage, slide }: View, x: number, y: number): Hit | undefined =>
  drawn && hitTest(drawn, stage, stage.left + (x - stage.left - slide.shift) / slide.stretch, y)
