// Draws one layout on one canvas. Reads only the layout, the stage, the theme and what is pointed at.
import { drawAcknowledgements } from './draw-acknowledgements.ts'
import { drawBoxes, drawPlayhead, drawRings } from './draw-boxes.ts'
import { drawBuffers } from './draw-buffers.ts'
import { drawCards } from './draw-cards.ts'
import { drawEndOfStream } from './draw-end-of-stream.ts'
import { drawFlags } from './draw-flags.ts'
import { drawOverview, drawTicks } from './draw-frame.ts'
import { drawOnTheirWay } from './draw-on-their-way.ts'
import { drawLostPackets } from './draw-lost-packets.ts'
import { drawRows, drawRowWords } from './draw-rows.ts'
import type { StreamLayout } from '../../layout/layout.ts'
import { drawRibbons } from './draw-ribbons.ts'
import { nothingInView } from '../../layout/stage/nothing-in-view.ts'
import type { Picture } from './picture.ts'
import { filledBands, foldedTracks } from '../../layout/stage/bands.ts'
import { drawStrips, drawTrackGround } from './draw-tracks.ts'
import { drawInFlight } from './draw-in-flight.ts'

export const draw = (context: CanvasRenderingContext2D, picture: Picture, pixelRatio: number): void => {
  const { stage, layout } = picture
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  context.fillStyle = picture.theme.bg
  context.fillRect(0, 0, stage.width, stage.height)
  const bands = layout ? filledBands(layout, stage) : [{ band: stage, layout: undefined }]
  context.save()
  clipRoom(context, picture, 0, stage.width)
  for (const { band, layout: stream } of bands) drawCards(context, picture, band, stream)
  drawTrackGround(context, picture)
  context.restore()
  drawTicks(context, picture)
  if (!layout) return
  drawOverview(context, picture, layout)
  const px = (x: number): number => picture.shift + x * picture.stretch
  context.save()
  clipRoom(context, picture, stage.left - 4, stage.plot + 8 + 18)
  context.translate(stage.left, 0)
  for (const filled of bands) {
    if (!filled.layout) continue
    const shown = filled.layout === layout
    const part = {
      ...picture,
      stage: { ...stage, ...filled.band },
      selected: shown ? picture.selected : undefined,
      landing: shown ? picture.landing : undefined,
      hovered: picture.hovered?.stream === filled.layout.stream ? picture.hovered : undefined,
    }
    if (layout.axis === 'time') drawByTime(context, part, filled.layout, px)
    else drawByBytes(context, part, filled.layout, px)
    drawRings(context, part, filled.layout, px)
  }
  drawStrips(context, picture, foldedTracks(layout, stage), px)
  if (nothingInView(layout, stage.plot, px)) drawNothing(context, picture)
  context.restore()
  if (layout.playhead !== undefined) drawPlayhead(context, picture, stage.left + px(layout.playhead))
}

type Px = (x: number) => number

const drawByTime = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  drawRows(context, picture, layout, px)
  drawRibbons(context, picture, layout, px)
  drawBuffers(context, picture, layout, px)
  drawOnTheirWay(context, picture, layout, px)
  drawEndOfStream(context, picture, layout, px)
  drawFlags(context, picture, layout, px)
  drawRowWords(context, picture, layout, px)
  drawLostPackets(context, picture, layout, px)
  drawAcknowledgements(context, picture, layout, px)
}

const drawByBytes = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  layout: StreamLayout,
  px: Px,
): void => {
  drawRibbons(context, picture, layout, px)
  drawInFlight(context, picture, layout, px)
  drawBoxes(context, picture, layout, px)
}

const drawNothing = (context: CanvasRenderingContext2D, { stage, theme }: Picture): void => {
  context.fillStyle = theme.dim
  context.font = `13px ${theme.sans}`
  context.textAlign = 'center'
  context.fillText(
    'Nothing happened here. Press f to see everything.',
    stage.plot / 2,
    (stage.top + stage.bottom) / 2,
  )
}

/** Lanes that are scrolled away end at the room's edges. */
const clipRoom = (
  context: CanvasRenderingContext2D,
  { stage }: Picture,
  left: number,
  width: number,
): void => {
  context.beginPath()
  context.rect(left, stage.room.top, width, stage.room.bottom - stage.room.top)
  context.clip()
}
