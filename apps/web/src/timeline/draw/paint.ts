// Keeps one canvas painted: gets the context once, and requests a frame whenever the picture changes.
import type { Attachment } from 'svelte/attachments'
import { draw } from './draw.ts'
import type { FrameLoop } from '../../ui/frame-loop.ts'
import type { Rasters } from '../raster/raster.ts'
import type { Picture } from './picture.ts'

/** `picture` is read in an effect of the canvas's attachment, so any state that it reads triggers a repaint. */
export const paint =
  (frames: FrameLoop, picture: () => Omit<Picture, 'rasters'>): Attachment<HTMLCanvasElement> =>
  (canvas) => {
    // Opaque, so that the browser need not blend it with what is below.
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) return
    const rasters: Rasters = new Map()
    const release = frames.drawWith(() => {
      const now = picture()
      const ratio = devicePixelRatio
      const width = Math.round(now.stage.width * ratio)
      const height = Math.round(now.stage.height * ratio)
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
      draw(context, { ...now, rasters }, ratio)
    })
    void document.fonts.ready.then(() => frames.request())
    return release
  }
