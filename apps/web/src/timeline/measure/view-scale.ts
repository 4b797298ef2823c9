// From pixels of the plot to the axis and back, as the timeline shows it now.
import { hitTest, type Hit } from '../hit.ts'
import { type Scale, scaleOfKnots } from '../scale.ts'
import type { Timeline } from '../timeline.svelte.ts'

/** `undefined` while nothing is drawn on the axis that is shown. */
export const viewScale = ({ drawn, slide, axis }: Timeline): Scale | undefined => {
  if (drawn?.axis !== axis) return undefined
  const scale = scaleOfKnots(drawn.knots)
  return {
    px: (value) => slide.shift + scale.px(value) * slide.stretch,
    value: (px) => scale.value((px - slide.shift) / slide.stretch),
  }
}

/** What lies at pixel `x`, `y` of the canvas. */
export const hitAt = ({ drawn, stage, slide }: Timeline, x: number, y: number): Hit | undefined =>
  drawn && hitTest(drawn, stage, stage.left + (x - stage.left - slide.shift) / slide.stretch, y)
