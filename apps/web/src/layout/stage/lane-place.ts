// Where a lane's boxes are in a band: all in one row, or each in the row of its line.
import type { Band } from './stage.ts'

export interface Row {
  readonly top: number
  readonly height: number
}

/** Free above and below a flag in its row. */
const INSIDE = 5
const INSIDE_LOW = 2
const LOW = 24
const AWAY: Row = { top: -100_000, height: 0 }

/** The whole height of a row. */
export const rowOf = ({ lanes }: Pick<Band, 'lanes'>, lane: number, row = 0): Row => {
  const place = lanes[lane]
  if (!place) return AWAY
  return { top: place.rows[row] ?? place.rows[0] ?? place.top, height: place.rowHeight }
}

/** The boxes in a row. */
export const boxesOf = (band: Pick<Band, 'lanes'>, lane: number, row = 0): Row => {
  const { top, height } = rowOf(band, lane, row)
  if (!band.lanes[lane]?.inRows) return { top, height }
  const inside = height < LOW ? INSIDE_LOW : INSIDE
  return { top: top + inside, height: height - 2 * inside }
}
