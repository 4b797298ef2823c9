// Measures a page from inside. It is installed before any of the page's own scripts run. A frame's time is from its
// start to the next frame's start. It includes input, script, document layout, canvas drawing and software raster,
// because the browser's frame rate is not limited and a frame starts when the previous one is finished. Only frames
// that drew the timeline count, because a frame in which nothing changed costs almost nothing.
/* global window, document, CanvasRenderingContext2D, MutationObserver -- the page's */

/** Run it in the page, with Playwright's `addInitScript`. */
export const installMeter = () => {
  const ask = window.requestAnimationFrame.bind(window)
  const meter = {
    frames: [],
    running: false,
    drawn: 0,
    /** Each layout: when it arrived, how many intervals it has, and when it was first on the canvas. */
    layouts: [],
    /** When the pointer last moved, and how many frames ago. */
    moved: undefined,
    since: 0,
    /** How long after the pointer the words about an interval appeared: milliseconds and frames. */
    hovers: [],
  }
  window.meter = meter

  // The page sends the bridge no request until its worker is watched.
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

  /** Counts frames until `stop`, which returns the times of those that drew the timeline. */
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
    // The last frame has no end, and the picture of frame k is drawn before or after its tick.
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

/** Run it in the worker before the page continues. Records when the last bytes arrived, in milliseconds since 1970. */
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
  // Several are fetched at once.
  const { read } = ReadableStreamDefaultReader.prototype
  ReadableStreamDefaultReader.prototype.read = async function () {
    const piece = await read.call(this)
    if (!piece.done) note()
    return piece
  }
}
