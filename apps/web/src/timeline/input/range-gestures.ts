// Drawing a range with the pointer: along the axis's ruler, or with Shift anywhere over the lanes. A Shift-click on an
// interval measures from the selected one to it.
import type { Attachment } from 'svelte/attachments'
import type { Timeline } from '../../pane/timeline/timeline.svelte.ts'
import type { Measure } from '../../pane/timeline/measure.svelte.ts'
import { hitAt } from '../../layout/stage/view-scale.ts'

/** A pointer that moved no farther than this made a click. */
const STILL = 4
/** How far the ruler reaches above its words and below its ticks, in pixels. */
const ABOVE = 16
const BELOW = 8

/** Runs before the timeline's own gestures, and keeps the events that it handles from them. */
export const rangeGestures =
  (timeline: Timeline, measure: Measure): Attachment<HTMLElement> =>
  (element) => {
    let drag: { readonly begun: number; far: boolean } | undefined
    const abort = new AbortController()
    const options = { signal: abort.signal, capture: true }
    const place = (event: MouseEvent): { readonly x: number; readonly y: number } => {
      const { left, top } = element.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const onRuler = (event: MouseEvent): boolean => {
      const { x, y } = place(event)
      const { axis, left } = timeline.stage
      return x >= left - STILL && y >= axis.text - ABOVE && y <= axis.tick + BELOW
    }
    const plotX = (event: MouseEvent): number =>
      Math.min(Math.max(place(event).x - timeline.stage.left, 0), timeline.stage.plot)

    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || !timeline.drawn) return
        const { y } = place(event)
        const { axis } = timeline.stage
        if (!onRuler(event) && !(event.shiftKey && y > axis.tick + BELOW)) return
        event.stopImmediatePropagation()
        element.setPointerCapture(event.pointerId)
        timeline.hovered = undefined
        drag = { begun: plotX(event), far: false }
      },
      options,
    )
    element.addEventListener(
      'pointermove',
      (event) => {
        if (!drag) {
          element.style.cursor = onRuler(event) ? 'col-resize' : event.shiftKey ? 'crosshair' : ''
          return
        }
        event.stopImmediatePropagation()
        const x = plotX(event)
        if (!drag.far && Math.abs(x - drag.begun) > STILL) {
          drag.far = true
          measure.clear()
          measure.card = true
        }
        if (drag.far) measure.draw({ px: drag.begun }, x)
      },
      options,
    )
    element.addEventListener(
      'pointerup',
      (event) => {
        if (!drag) return
        event.stopImmediatePropagation()
        const { far } = drag
        drag = undefined
        if (far) return
        const { x, y } = place(event)
        const found = hitAt(timeline, x, y)
        if (!found || found.stream !== timeline.drawn?.stream) return
        const { lane, index } = found
        if (timeline.selected) measure.between(timeline.selected, { lane, index })
        else timeline.select({ lane, index })
      },
      options,
    )
    element.addEventListener('pointercancel', () => (drag = undefined), options)
    return () => abort.abort()
  }
