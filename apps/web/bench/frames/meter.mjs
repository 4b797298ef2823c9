// Measures a page from inside; installed before any of the page's own scripts run. A frame's time is from its begin to
// the next one's begin: input, script, layout of the document, drawing on the canvas and the software raster behind it
// are all in it, for the browser runs without a limit on its frame rate and begins a frame when the one before is
// through. Only frames in which the timeline was drawn count: one in which nothing changed costs next to nothing.
/* global window, document, CanvasRenderingContext2D, MutationObserver -- the page's */

/** To be run in the page, by Playwright's `addInitScript`. */
export const installMeter = () => {
  const ask = window.requestAnimationFrame.bind(window)
  const meter = {
    frames: [],
    running: false,
    drawn: 0,
    /** Each layout that came: when, of how many intervals, and when it was first on the canvas. */
    layouts: [],
    /** When the pointer moved last, and how many frames ago. */
    moved: undefined,
    since: 0,
    /** How long after the pointer the words about an interval were there: milliseconds and frames. */
    hovers: [],
  }
  window.meter = meter

  // The page asks the bridge for nothing until its worker is watched.
  const plainFetch = window.fetch
  const watched = new Promise((resolve) => (meter.go = resolve))
  window.fetch = async (...words) => {
    await watched
    return plainFetch(...words)
  }

  // Each picture begins by setting the canvas's transform.
  const begin = CanvasRenderingContext2D.prototype.setTransform
  CanvasRenderingContext2D.prototype.setTransform = function (...matrix) {
    meter.drawn += 1
    for (const layout of meter.layouts) layout.drawn ??= performance.timeOrigin + performance.now()
    return begin.apply(this, matrix)
  }

  /** Frames are counted until `stop`, which gives the times of those in which the timeline was drawn. */
  meter.start = () => {
    meter.frames = []
    meter.running = true
    const tick = (now) => {
      meter.frames.push([now, meter.drawn])
      meter.since += 1
      if (meter.running) ask(tick)
    }
    ask(tick)
  }
  meter.stop = () => {
    meter.running = false
    const { frames } = meter
    // The last frame has no end, and the picture of frame k is drawn behind its tick or in front of it.
    return frames.slice(0, -1).flatMap(([now, drawn], k) => {
      const [next, then] = frames[k + 1]
      return then > drawn ? [next - now] : []
    })
  }

  window.addEventListener(
    'pointermove',
    () => {
      meter.moved = performance.now()
      meter.since = 0
    },
    { capture: true, passive: true },
  )
  new MutationObserver(() => {
    if (meter.moved === undefined || !document.querySelector('.hover')) return
    meter.hovers.push([performance.now() - meter.moved, meter.since])
    meter.moved = undefined
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true })

  const Plain = window.Worker
  window.Worker = class extends Plain {
    constructor(...words) {
      super(...words)
      this.addEventListener('message', ({ data }) => {
        if (data.type !== 'view' || !data.layout) return
        const intervals = data.layout.lanes.reduce((sum, { total }) => sum + total, 0)
        meter.layouts = [
          ...meter.layouts.slice(-50),
          { at: performance.timeOrigin + performance.now(), intervals },
        ]
      })
    }
  }
}

/** To be run in the worker, before the page goes on: notes when the last bytes came, in milliseconds since 1970. */
export const watchBytes = () => {
  const note = () => (globalThis.lastBytes = performance.timeOrigin + performance.now())
  globalThis.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words)
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') note()
      })
    }
  }
  // Many at once are fetched.
  const { read } = ReadableStreamDefaultReader.prototype
  ReadableStreamDefaultReader.prototype.read = async function () {
    const piece = await read.call(this)
    if (!piece.done) note()
    return piece
  }
}
