// Keeps one canvas painted: gets the context once, and requests a frame whenever the picture changes.
import type { Attachment } from 'svelte/attachments'
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
    let drawing: typeof import('./draw.ts') | undefined
    let asked = false
    /** The page can be used before there is anything to draw, so drawing is not part of its first load. */
    const load = async (): Promise<void> => {
      if (asked) return
      asked = true
      drawing = await import('./draw.ts').catch(() => undefined)
      if (drawing) frames.request()
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
      if (now.layout) void load()
      if (drawing) drawing.draw(context, { ...now, rasters }, ratio)
      else {
        context.fillStyle = now.theme.bg
        context.fillRect(0, 0, width, height)
      }
    })
    void document.fonts.ready.then(() => frames.request())
    return release
  }
