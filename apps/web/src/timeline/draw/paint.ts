// Keeps one canvas painted: gets the context once, and requests a frame whenever the picture changes.
import type { Attachment } from 'svelte/attachments'
import type { FrameLoop } from '../../ui/frame-loop.ts'
import type { Rasters } from '../raster/raster.ts'
import type { draw as Draw } from './draw.ts'
import type { Picture } from './picture.ts'

/**
 * `picture` is read in an effect of the canvas's attachment, so any state that it reads triggers a repaint. `load` gives the
 * drawing: the page can be used before there is anything to draw, so it is not part of the first load.
 */
export const paint =
  (
    frames: FrameLoop,
    picture: () => Omit<Picture, 'rasters'>,
    load: () => Promise<typeof Draw>,
  ): Attachment<HTMLCanvasElement> =>
  (canvas) => {
    // Opaque, so that the browser need not blend it with what is below.
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) return
    const rasters: Rasters = new Map()
    let draw: typeof Draw | undefined
    let asked = false
    const ask = async (): Promise<void> => {
      if (asked) return
      asked = true
      draw = await load().catch(() => undefined)
      if (draw) frames.request()
      // Without the server there is no picture yet; the next change of it asks again.
      else asked = false
    }
    const release = frames.drawWith(() => {
      const now = picture()
      const ratio = devicePixelRatio
      const width = Math.round(now.stage.width * ratio)
      const height = Math.round(now.stage.height * ratio)
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      if (now.layout) void ask()
      if (draw) draw(context, { ...now, rasters }, ratio)
      else {
        context.fillStyle = now.theme.bg
        context.fillRect(0, 0, width, height)
      }
    })
    // Before the first layout comes, because loading takes as long as reading a small session.
    void ask()
    void document.fonts.ready.then(() => frames.request())
    return release
  }
