// Measures a page from inside, before any of its own scripts run. A frame's time is from its begin to the next one's
// begin: input, script, layout of the document, drawing on the canvas and the software raster behind it are all in it,
// for the browser runs without a limit on its frame rate and begins a frame when the one before is through. Only frames
// in which the timeline was drawn count.
/* global window, requestAnimationFrame, performance, CanvasRenderingContext2D, Worker -- the page's */

/** To be run in the page, by Playwright's `addInitScript`. */
export const installMeter = () => {
  const meter = {
    /** Of each frame: when it began, how long scripts ran for it, whether the timeline was drawn, how much input came. */
    frames: [],
    running: false,
    script: 0,
    drawn: 0,
    inputs: 0,
    /** When the newest message of each type came from a worker. */
    told: {},
    /** When each layout came, and when it was first drawn. */
    layouts: [],
    waiting: undefined,
  }
  window.meter = meter

  const ask = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const begun = performance.now()
      callback(now)
      meter.script += performance.now() - begun
    })
  const clear = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    meter.drawn += 1
    if (meter.waiting !== undefined) {
      meter.layouts.push([meter.waiting, performance.now()])
      meter.waiting = undefined
    }
    return clear.apply(this, box)
  }
  for (const type of ['wheel', 'pointermove'])
    window.addEventListener(type, () => (meter.inputs += 1), { capture: true, passive: true })

  /** Frames are counted until `stop`. */
  meter.start = () => {
    meter.frames = []
    meter.running = true
    const tick = (now) => {
      meter.frames.push([now, meter.script, meter.drawn, meter.inputs])
      if (meter.running) ask(tick)
    }
    ask(tick)
  }
  meter.stop = () => {
    meter.running = false
    const { frames } = meter
    return frames.slice(1).map(([now, script, drawn, inputs], k) => ({
      time: now - frames[k][0],
      script: script - frames[k][1],
      drawn: drawn - frames[k][2],
      inputs: inputs - frames[k][3],
    }))
  }

  const Plain = window.Worker
  window.Worker = class extends Plain {
    constructor(...words) {
      super(...words)
      this.addEventListener('message', ({ data }) => {
        meter.told[data.type] = performance.now()
        if (data.type === 'view' && data.layout) meter.waiting = performance.now()
      })
    }
  }
}
