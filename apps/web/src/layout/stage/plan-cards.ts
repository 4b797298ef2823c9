// How high the cards of a stream are, and where their rows lie. In pixels. As much as possible of what there is to see is
// shown: rows of 30 pixels, else of 20 or 17, else all calls of a program in one row. What is left over goes to the buffer
// that explains the picture.
import type { AxisKind } from '../../model/axis/axis.ts'
import type { CardShape } from './card-shape.ts'

export interface CardPlace {
  readonly kind: CardShape['kind']
  readonly at: number
  readonly top: number
  readonly height: number
  /** The upper edges of its rows, or of its columns; boxes, poles and words lie in them. */
  readonly rows: readonly number[]
  readonly rowHeight: number
  /** Whether its rows have flags in them, or else columns. */
  readonly inRows: boolean
  /** Pixels below its rows for words. */
  readonly below: number
}

export interface CardsPlan {
  readonly cards: readonly CardPlace[]
  /** Whether programs' lines share one row. */
  readonly folded: boolean
}

interface Measures {
  readonly row: number
  /** Above the rows, for a program's name, and below them. */
  readonly head: number
  readonly tail: number
  readonly gap: number
  readonly wire: number
  readonly column: number
  readonly buffer: number
  readonly hero: number
}

const roomy: Measures = { row: 30, head: 26, tail: 6, gap: 8, wire: 40, column: 64, buffer: 34, hero: 84 }
const close: Measures = { row: 20, head: 22, tail: 4, gap: 6, wire: 32, column: 48, buffer: 26, hero: 72 }
const tight: Measures = { row: 17, head: 20, tail: 3, gap: 5, wire: 26, column: 40, buffer: 20, hero: 44 }
const folded: Measures = { row: 0, head: 0, tail: 0, gap: 6, wire: 30, column: 40, buffer: 22, hero: 44 }
/** On the bytes axis words lie above and below the boxes, and ribbons between the cards. */
const byBytes: Measures = { row: 0, head: 0, tail: 0, gap: 26, wire: 64, column: 64, buffer: 0, hero: 0 }
const SLIM = 34
/** By time, the columns of messages have words above them. */
export const LANE_WORDS = 16
/** Columns lower than this keep the room of their words. */
const LEAST_COLUMN = 14
/** Inside a card around its columns. */
const INSIDE = 6
const INSIDE_BYTES = 20
/** Cards do not grow beyond this. */
const MOST_LANE = 150
const MOST_HERO = 320

export const planCards = (
  shapes: readonly CardShape[],
  top: number,
  bottom: number,
  axis: AxisKind,
): CardsPlan => {
  const room = bottom - top
  if (axis === 'bytes') return { cards: placed(shapes, top, room, byBytes, INSIDE_BYTES, 0), folded: false }
  const bare = shapes.map((shape) => ({ ...shape, below: 0 }))
  for (const tried of [shapes, bare])
    for (const measures of [roomy, close, tight])
      if (neededBy(tried, measures) <= room)
        return { cards: placed(tried, top, room, measures, INSIDE), folded: false }
  const flat = shapes.map((shape) => ({ ...shape, rows: 0 }))
  return { cards: placed(flat, top, room, folded, INSIDE), folded: true }
}

const heightOf = ({ kind, rows, trait, below = 0 }: CardShape, measures: Measures, words: number): number => {
  if (kind === 'buffer') return trait === 'hero' ? measures.hero : measures.buffer
  if (trait === 'slim') return SLIM
  if (rows > 0) return measures.head + rows * measures.row + below + measures.tail
  if (kind === 'messages') return measures.column + words
  return kind === 'segments' ? measures.wire : measures.column
}

const neededBy = (shapes: readonly CardShape[], measures: Measures, words = LANE_WORDS): number =>
  shapes.reduce((sum, shape) => sum + heightOf(shape, measures, words) + measures.gap, -measures.gap)

const placed = (
  shapes: readonly CardShape[],
  top: number,
  room: number,
  measures: Measures,
  inside: number,
  words = LANE_WORDS,
): CardPlace[] => {
  const needed = neededBy(shapes, measures, words)
  const spare = Math.max(0, room - needed)
  // In too little room all is smaller in proportion.
  const shrunk = Math.min(1, Math.max(0.2, room / needed))
  const hero = shapes.findIndex(({ trait }) => trait === 'hero')
  const growing = shapes.filter(
    ({ kind, rows, trait }) => kind !== 'buffer' && rows === 0 && trait !== 'slim',
  )
  let y = top
  return shapes.map((shape, k): CardPlace => {
    const least = heightOf(shape, measures, words)
    const extra =
      hero >= 0
        ? k === hero
          ? Math.min(spare, MOST_HERO - least)
          : 0
        : growing.includes(shape)
          ? Math.min(spare / growing.length, MOST_LANE - least)
          : 0
    const height = Math.round((least + extra) * shrunk)
    const at = y
    y += height + Math.round(measures.gap * shrunk)
    const { kind, at: index, rows, below = 0 } = shape
    if (rows > 0)
      return {
        kind,
        at: index,
        top: at,
        height,
        rows: Array.from({ length: rows }, (_, row) =>
          Math.round(at + (measures.head + row * measures.row) * shrunk),
        ),
        rowHeight: Math.floor(measures.row * shrunk),
        inRows: true,
        below: Math.round(below * shrunk),
      }
    const pad = shape.trait === 'slim' ? INSIDE : Math.min(inside, Math.floor(height / 5))
    const columns = height - 2 * pad
    const hasWords = kind === 'messages' && shape.trait !== 'slim' && columns - words >= LEAST_COLUMN
    const above = pad + (hasWords ? words : 0)
    return {
      kind,
      at: index,
      top: at,
      height,
      rows: [at + above],
      rowHeight: height - pad - above,
      inRows: false,
      below: 0,
    }
  })
}
