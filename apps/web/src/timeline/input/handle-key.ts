// The keys of a range's handle: arrows go from edge to edge, with Shift by one pixel; Home and End go to the ends.
import type { Timeline } from '../../pane/timeline/timeline.svelte.ts'
import type { Measure, Side } from '../../pane/timeline/measure.svelte.ts'
import { viewScale } from '../../layout/stage/view-scale.ts'

export const handleKey = (timeline: Timeline, measure: Measure, side: Side, event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const at = measure.range?.[side]
  const scale = viewScale(timeline)
  const extent = timeline.drawn?.extent
  if (at === undefined || !scale || !extent) return
  const step = (toward: 1 | -1): void => {
    const pixel = Math.max(1, Math.round(scale.invert(scale.px(at) + 1) - at))
    measure.move(
      side,
      event.shiftKey ? { kind: 'near', at: at + toward * pixel, reach: 0 } : { kind: 'next', at, toward },
    )
  }
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      step(-1)
      break
    case 'ArrowRight':
    case 'ArrowUp':
      step(1)
      break
    case 'Home':
      measure.move(side, { kind: 'next', at: extent[0] - 1, toward: 1 })
      break
    case 'End':
      measure.move(side, { kind: 'next', at: extent[1] + 1, toward: -1 })
      break
    case 'Delete':
      measure.clear()
      break
    default:
      return
  }
  event.preventDefault()
}
