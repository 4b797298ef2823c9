// Reports the size of the timeline's element to the timeline.
import type { Attachment } from 'svelte/attachments'
import type { Timeline } from '../pane/timeline/timeline.svelte.ts'

export const observeSize =
  (timeline: Timeline): Attachment<HTMLElement> =>
  (element) => {
    const observer = new ResizeObserver(() => {
      timeline.size = { width: element.clientWidth, height: element.clientHeight }
    })
    observer.observe(element)
    return () => observer.disconnect()
  }
