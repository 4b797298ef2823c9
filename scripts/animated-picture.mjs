// Makes a short animated picture (GIF) of what a page does, from the browser's own frames at their own pace.
/* global createImageBitmap, OffscreenCanvas -- the page's, where `evaluate` runs */
import { writeFileSync } from 'node:fs'
import gifenc from 'gifenc'

const { GIFEncoder, quantize, applyPalette } = gifenc

/** Milliseconds: frames that are closer together are left out, and how long the last one stays. */
const LEAST = 66
const LAST = 2_200
const COLOURS = 255

/**
 * Writes what `page` shows while `act` runs to `path`, scaled to `width` pixels. Only the changes from one frame to the
 * next are written.
 */
export const recordGif = async (page, path, width, act) => {
  const shown = await recordFrames(page, width, act)
  const frames = await decode(page.context().browser(), thinned(shown))
  const palette = quantize(sample(frames), COLOURS)
  const gif = GIFEncoder()
  let before
  frames.forEach(({ rgba, width: wide, height, at }, k) => {
    const colours = applyPalette(rgba, palette)
    const index = before ? colours.map((colour, i) => (colour === before[i] ? COLOURS : colour)) : colours
    before = colours
    const delay = frames[k + 1] ? frames[k + 1].at - at : LAST
    const changes = { transparent: true, transparentIndex: COLOURS, dispose: 1 }
    gif.writeFrame(index, wide, height, { palette, delay, ...(k > 0 && changes) })
  })
  gif.finish()
  writeFileSync(path, gif.bytes())
}

const recordFrames = async (page, width, act) => {
  const shown = []
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    shown.push({ data, at: metadata.timestamp * 1_000 })
    void devtools.send('Page.screencastFrameAck', { sessionId })
  })
  await devtools.send('Page.startScreencast', { format: 'png', maxWidth: width, maxHeight: width })
  await act()
  await devtools.send('Page.stopScreencast')
  return shown
}

const thinned = (shown) => {
  const kept = []
  for (const frame of shown) if (kept.length === 0 || frame.at - kept.at(-1).at >= LEAST) kept.push(frame)
  if (shown.at(-1) !== kept.at(-1)) kept.push(shown.at(-1))
  return kept
}

/** The frames' pixels, decoded by the browser. */
const decode = async (browser, shown) => {
  const page = await browser.newPage()
  const frames = []
  for (const { data, at } of shown) {
    const { width, height, base64 } = await page.evaluate(async (png) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
      const { width, height } = bitmap
      const canvas = new OffscreenCanvas(width, height).getContext('2d')
      canvas.drawImage(bitmap, 0, 0)
      const { data } = canvas.getImageData(0, 0, width, height)
      let text = ''
      for (let i = 0; i < data.length; i += 0x8000)
        text += String.fromCharCode(...data.subarray(i, i + 0x8000))
      return { width, height, base64: btoa(text) }
    }, data)
    frames.push({ width, height, at, rgba: new Uint8ClampedArray(Buffer.from(base64, 'base64')) })
  }
  await page.close()
  return frames
}

/** Every nth pixel of all frames, which is enough to choose the colours. */
const sample = (frames) => {
  const stride = 211 * 4
  const size = frames.reduce((sum, { rgba }) => sum + Math.ceil(rgba.length / stride), 0)
  const sampled = new Uint8ClampedArray(size * 4)
  let at = 0
  for (const { rgba } of frames)
    for (let i = 0; i < rgba.length; i += stride, at += 4) sampled.set(rgba.subarray(i, i + 4), at)
  return sampled
}
