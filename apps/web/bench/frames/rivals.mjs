// Measures plain d3 with SVG, a naive canvas and vis-timeline, each with the same intervals in its own browser.
/* global window -- the page's */
import { createServer } from 'node:http'
import { build } from 'vite'

export const rivals = [
  { name: 'canvas', says: 'naive canvas' },
  { name: 'svg', says: 'd3 + SVG' },
  { name: 'vis', says: 'vis-timeline' },
]

/** Serves the rivals' page on loopback; `intervals` is what they draw. */
export const serveRivals = async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      lib: { entry: `${import.meta.dirname}/rivals-page.mjs`, formats: ['iife'], name: 'rivals' },
    },
  })
  const [{ output }] = [built].flat()
  const script = output[0].code
  let intervals = new Float64Array(0)
  const server = createServer(({ url }, response) => {
    if (url === '/intervals') response.end(Buffer.from(intervals.buffer))
    else if (url === '/script.js') response.setHeader('content-type', 'text/javascript').end(script)
    else response.setHeader('content-type', 'text/html').end('<body><script src="/script.js"></script>')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    give: (given) => (intervals = given),
    close: () => server.close(),
  }
}

/** Times of the first picture and of the frames after it; `undefined` if there was no picture within `seconds`. */
export const measureRival = async (launch, address, name, frames, seconds) => {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(address)
    const run = page.evaluate(
      ([rival, count, most]) => window.run(rival, count, most),
      [name, frames, (seconds * 1_000) / 2],
    )
    const late = new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    // A page that hangs is closed below, which also ends its promise.
    run.catch(() => undefined)
    return await Promise.race([run, late])
  } finally {
    await browser.close()
  }
}
