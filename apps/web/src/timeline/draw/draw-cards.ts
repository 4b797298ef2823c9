// Draws the ground: a card for each program, wire, buffer and the messages; rows in it, and the row that is looked at.
import type { Picture } from './picture.ts'
import { boxOf } from '../../layout/stage/hit.ts'
import type { StreamLayout } from '../../layout/layout.ts'
import { CARD_LEFT, CARD_RIGHT, type Band } from '../../layout/stage/stage.ts'

const RADIUS = 8
/** From the card's edge to where its row's lines begin. */
const INSIDE = 12
const LIT = 3

export const drawCards = (
  context: CanvasRenderingContext2D,
  picture: Picture,
  band: Band,
  layout: StreamLayout | undefined,
): void => {
  const { stage, theme } = picture
  const width = stage.width - CARD_LEFT - CARD_RIGHT
  context.lineWidth = 1
  for (const card of [...band.lanes, ...band.buffers]) {
    context.beginPath()
    context.roundRect(CARD_LEFT + 0.5, card.top + 0.5, width - 1, card.height - 1, RADIUS)
    context.fillStyle = card.kind === 'segments' ? theme.soft : theme.panel
    context.fill()
    if (card.kind === 'segments') continue
    context.strokeStyle = theme.line
    context.stroke()
  }
  if (layout) drawLitRow(context, picture, band, layout)
  context.fillStyle = theme.soft
  for (const { rows } of band.lanes)
    for (const top of rows.slice(1)) context.fillRect(CARD_LEFT + INSIDE, top, width - 2 * INSIDE, 1)
}

/** The row of what is selected. */
const drawLitRow = (
  context: CanvasRenderingContext2D,
  { stage, theme, selected }: Picture,
  band: Band,
  layout: StreamLayout,
): void => {
  const at = selected ? layout.lanes.findIndex(({ name }) => name === selected.lane) : -1
  const card = band.lanes[at]
  const box = selected && boxOf(layout, selected)
  if (!card || !box || !card.inRows) return
  const top = card.rows[box.row]
  if (top === undefined) return
  context.fillStyle = theme.lit
  context.fillRect(CARD_LEFT + 1, top, stage.width - CARD_LEFT - CARD_RIGHT - 2, card.rowHeight)
  context.fillStyle = theme.accent
  context.fillRect(CARD_LEFT, top, LIT, card.rowHeight)
}
