// Wheel and pointer on the timeline: zoom, pan, brush, hover and select.
import type { Attachment } from 'svelte/attachments'
import { type Brush, brushMoved, type Grip, gripAt } from './brush.ts'
import type { Timeline } from '../../pane/timeline/timeline.svelte.ts'
import { hitAt, type Point, zoomedAbout } from '../../layout/stage/view-scale.ts'

/** A pointer that moved no farther than this made a click. */
const STILL = 4
const EDGE = 6
const WHEEL = 0.0016

type Drag =
  | { readonly kind: 'pan'; readonly begun: number; last: number; far: boolean }
  | { readonly kind: 'brush'; readonly begun: number; readonly grip: Grip; readonly brush: Brush }

/** Whether the pressed element is a control above the canvas, which has its own action. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, [role=treeitem], [role=scrollbar]') !== null

export const gestures =
  (timeline: Timeline): Attachment<HTMLElement> =>
  (element) => {
    let drag: Drag | undefined
    /** The pixel that the zoom keeps in place, from the first wheel step until the pointer or the view moves. */
    let about: number | undefined
    const abort = new AbortController()
    const { signal } = abort
    const place = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    const hit = (event: MouseEvent) => {
      const { x, y } = place(event)
      return hitAt(timeline, x, y)
    }
    const leave = (): void => {
      timeline.pointer = undefined
      timeline.hover()
    }
    const part = (x: number): number => (x - timeline.stage.left) / timeline.stage.plot

    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
        const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
        const delta = (event.deltaY || event.deltaX) * line
        const { left, plot } = timeline.stage
        const { x, y } = place(event)
        if (!sideways && timeline.tracks.scrolls && (x < left || x > left + plot))
          timeline.tracks.scrollBy(delta)
        else if (sideways) {
          about = undefined
          timeline.pan(-(event.deltaX || event.deltaY) * line)
        } else {
          if (timeline.axis === 'bytes') about = undefined
          about ??= zoomedAbout(timeline, x, y)
          timeline.zoom(Math.exp(-delta * WHEEL), about)
        }
      },
      { passive: false, signal },
    )
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || isControl(event.target)) return
        const { x, y } = place(event)
        const { top, height } = timeline.stage.overview
        element.setPointerCapture(event.pointerId)
        if (y >= top && y <= top + height) {
          const at = part(x)
          const grip = gripAt(timeline.brush, at, EDGE / timeline.stage.plot)
          drag = { kind: 'brush', begun: at, grip, brush: timeline.brush }
        } else drag = { kind: 'pan', begun: x, last: x, far: false }
      },
      { signal },
    )
    element.addEventListener(
      'pointermove',
      (event) => {
        about = undefined
        const at = place(event)
        const { x } = at
        timeline.pointer = at
        if (!drag) timeline.hover()
        else if (drag.kind === 'brush') {
          const [from, to] = brushMoved(drag.brush, drag.grip, drag.begun, part(x))
          if (to - from > EDGE / timeline.stage.plot) timeline.brushTo(from, to)
        } else {
          drag.far ||= Math.abs(x - drag.begun) > STILL
          if (drag.far) timeline.pan(x - drag.last)
          drag.last = x
        }
      },
      { signal },
    )
    element.addEventListener(
      'pointerup',
      (event) => {
        if (drag?.kind === 'pan' && !drag.far) {
          timeline.pick(hit(event), place(event).y)
        }
        drag = undefined
      },
      { signal },
    )
    element.addEventListener('pointercancel', () => (drag = undefined), { signal })
    element.addEventListener('pointerleave', leave, { signal })
    return () => abort.abort()
  }
