// From pixels of the plot to the axis and back, as the timeline shows it now.
import { boxOf, hitTest, type Hit } from './hit.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { Layout } from '../layout.ts'
import { MOST_WIDE } from '../placement/placement.ts'
import { type Scale, scaleOfKnots } from '../axis/scale.ts'
import type { Stage } from './stage.ts'
import { filledBands } from './bands.ts'

/** What is on screen: a layout, how it is moved and stretched until the next one comes, and the axis that is chosen. */
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

/** `undefined` while nothing is drawn on the axis that is chosen. */
export const viewScale = ({ drawn, slide, axis }: View): Scale | undefined => {
  if (drawn?.axis !== axis) return undefined
  const scale = scaleOfKnots(drawn.knots)
  return {
    px: (value) => slide.shift + scale.px(value) * slide.stretch,
    value: (px) => scale.value((px - slide.shift) / slide.stretch),
  }
}

/**
 * The pixel of the plot that a zoom at `x`, `y` of the canvas is about. On the axis of time a box is as wide as its bytes
 * and may stand aside: there it is the moment of what is pointed at, or the box would slip away.
 */
export const zoomedAbout = (view: View, x: number, y: number): number => {
  const { drawn, slide, axis, stage } = view
  const hit = axis === 'time' ? hitAt(view, x, y) : undefined
  const layout =
    hit && drawn && filledBands(drawn, stage).find(({ layout }) => layout.stream === hit.stream)?.layout
  const box = layout && boxOf(layout, hit)
  if (!box || box.x1 - box.x0 > MOST_WIDE) return x - stage.left
  return slide.shift + (Number.isNaN(box.moment) ? box.x0 : box.moment) * slide.stretch
}

/** What lies at pixel `x`, `y` of the canvas. */
export const hitAt = ({ drawn, stage, slide }: View, x: number, y: number): Hit | undefined =>
  drawn && hitTest(drawn, stage, stage.left + (x - stage.left - slide.shift) / slide.stretch, y)
