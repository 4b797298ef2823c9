// The timeline's keys while it has the focus: arrows go from interval to interval, or pan.
import type { Timeline } from '../../pane/timeline/timeline.svelte.ts'

/** Pixels a key press pans. */
const STEP = 90
/** Pixels a key press scrolls the tracks. */
const PAGE = 320

export const timelineKey = (timeline: Timeline, event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const pans = event.shiftKey || timeline.selected === undefined
  switch (event.key) {
    case 'ArrowLeft':
      if (pans) timeline.pan(STEP)
      else timeline.navigate(-1, 0)
      break
    case 'ArrowRight':
      if (pans) timeline.pan(-STEP)
      else timeline.navigate(1, 0)
      break
    case 'PageUp':
    case 'PageDown':
      timeline.tracks.scrollBy(event.key === 'PageUp' ? -PAGE : PAGE)
      break
    case 'ArrowUp':
      timeline.navigate(0, -1)
      break
    case 'ArrowDown':
    case 'Enter':
      timeline.navigate(0, 1)
      break
    default:
      return
  }
  event.preventDefault()
}
