// Draws one layout on one canvas. Reads the layout, the stage, the look and what is pointed at, and nothing else.
import { drawBoxes } from './draw-boxes.ts'
import { drawFrame, drawOverview } from './draw-frame.ts'
import { drawRibbons } from './draw-ribbons.ts'
import type { Picture } from './picture.ts'

export const draw = (context: CanvasRenderingContext2D, picture: Picture, pixelRatio: number): void => {
  const { stage, layout } = picture
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.clearRect(0, 0, stage.width, stage.height)
  drawFrame(context, picture)
  if (!layout) return
  drawOverview(context, picture, layout)
  context.save()
  context.beginPath()
  context.rect(stage.left - 4, 0, stage.plot + 8 + 18, stage.height)
  context.clip()
  context.translate(stage.left, 0)
  const px = (x: number): number => picture.shift + x * picture.stretch
  drawRibbons(context, picture, layout, px)
  drawBoxes(context, picture, layout, px)
  context.restore()
}
