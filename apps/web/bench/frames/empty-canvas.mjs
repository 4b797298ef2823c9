// The smallest possible frame, moved by the same mouse: a canvas of the timeline's size, cleared, with one rectangle.
// Its time is what the browser and the machine cost, so no page can be faster.
/* global window, document, requestAnimationFrame -- the page's */
import { driveOver } from './drive.mjs'
import { installMeter } from './meter.mjs'

const BOX = { left: 264, top: 52, width: 836, height: 730 }

/** The times of its frames. */
export const measureEmptyCanvas = async (launch) => {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(installMeter)
    await page.goto('about:blank')
    await page.evaluate(({ left, top, width, height }) => {
      document.body.innerHTML = `<div role="application" aria-label="Timeline" style="position:fixed;
        left:${left}px;top:${top}px"><canvas width="${width}" height="${height}"></canvas></div>`
      const context = document.querySelector('canvas').getContext('2d', { alpha: false })
      let [asked, at] = [0, 0]
      const draw = () => {
        asked = 0
        context.setTransform(1, 0, 0, 1, 0, 0)
        context.fillStyle = '#fff'
        context.fillRect(0, 0, width, height)
        context.fillStyle = '#78bbfd'
        context.fillRect(at % width, 50, 50, 50)
      }
      for (const type of ['wheel', 'pointermove'])
        window.addEventListener(type, () => {
          at += 1
          asked ||= requestAnimationFrame(draw)
        })
    }, BOX)
    await driveOver(page)
    return await driveOver(page)
  } finally {
    await browser.close()
  }
}
