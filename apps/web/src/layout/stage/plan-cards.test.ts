import { expect, test } from 'vitest'
import type { CardShape } from './card-shape.ts'
import { planCards } from './plan-cards.ts'

/** hello + world in the lab: four lines, segments, the receive buffer, four lines, two messages. */
const shapes: readonly CardShape[] = [
  { kind: 'calls', at: 0, rows: 4, trait: undefined },
  { kind: 'segments', at: 1, rows: 0, trait: undefined },
  { kind: 'buffer', at: 0, rows: 0, trait: 'hero' },
  { kind: 'calls', at: 2, rows: 4, trait: undefined },
  { kind: 'messages', at: 3, rows: 2, trait: undefined },
]
const heights = (height: number) => planCards(shapes, 0, height, 'time').cards.map((card) => card.height)

test('with room, rows are 30 pixels high and the buffer gets all that is left', () => {
  // Names 26, four rows 120, 6 below; wire 40; two rows. Four gaps of 8.
  const least = 152 + 40 + 152 + 92 + 32
  expect(heights(least + 163)).toEqual([152, 40, 163, 152, 92])
  expect(planCards(shapes, 0, least + 163, 'time').cards[0]?.rows).toEqual([26, 56, 86, 116])
})

test('with less room rows are lower; with still less, all lines of a program share one', () => {
  expect(planCards(shapes, 0, 450, 'time').cards[0]?.rowHeight).toBe(20)
  expect(planCards(shapes, 0, 340, 'time').cards[0]?.rowHeight).toBe(17)
  const folded = planCards(shapes, 0, 240, 'time')
  expect(folded.folded).toBe(true)
  expect(folded.cards.map(({ rows }) => rows.length)).toEqual([1, 1, 1, 1, 1])
})

test.each([60, 150, 280, 420, 560, 760, 1_200])(
  'in %i pixels no card reaches into the next or out of the room',
  (height) => {
    for (const axis of ['time', 'bytes'] as const) {
      const lanes = axis === 'bytes' ? shapes.filter(({ kind }) => kind !== 'buffer') : shapes
      const { cards } = planCards(lanes, 10, 10 + height, axis)
      cards.forEach((card, k) => {
        expect(card.top).toBeGreaterThanOrEqual(
          k === 0 ? 10 : (cards[k - 1]?.top ?? 0) + (cards[k - 1]?.height ?? 0),
        )
        expect(card.top + card.height).toBeLessThanOrEqual(10 + height + cards.length)
        for (const top of card.rows) {
          expect(top).toBeGreaterThanOrEqual(card.top)
          expect(top + card.rowHeight).toBeLessThanOrEqual(card.top + card.height)
        }
      })
    }
  },
)

test('by time, columns of messages lie below their words, and in too little room have none', () => {
  const columns = shapes.map((shape) => (shape.kind === 'messages' ? { ...shape, rows: 0 } : shape))
  const messagesIn = (height: number, axis: 'time' | 'bytes' = 'time') =>
    planCards(columns, 0, height, axis).cards.at(-1)
  // 64 for the columns and 16 for the words, 6 inside above and below.
  const roomy = messagesIn(800)
  expect(roomy).toMatchObject({ height: 80, rowHeight: 52 })
  expect((roomy?.rows[0] ?? 0) - (roomy?.top ?? 0)).toBe(22)
  const low = messagesIn(80)
  expect((low?.rows[0] ?? 0) - (low?.top ?? 0)).toBeLessThan(16)
  // By bytes words lie below the boxes, at the same distance as above.
  const bytes = messagesIn(800, 'bytes')
  expect((bytes?.height ?? 0) - (bytes?.rowHeight ?? 0)).toBe(2 * ((bytes?.rows[0] ?? 0) - (bytes?.top ?? 0)))
})

test('has room for words below the rows of messages, unless the rows would have to go for them', () => {
  const words = shapes.map((shape) => (shape.kind === 'messages' ? { ...shape, below: 60 } : shape))
  const heightOf = (height: number) => {
    const { cards, folded } = planCards(words, 0, height, 'time')
    const { below, height: high } = cards.at(-1) ?? {}
    return { folded, below, high }
  }
  // 26 above two rows of 30, 60 below them, and 6.
  expect(heightOf(900)).toEqual({ folded: false, below: 60, high: 152 })
  const least = [...Array(900).keys()].find((height) => !heightOf(height).folded) ?? 0
  expect(heightOf(least)).toEqual({ folded: false, below: 0, high: 57 })
  expect(heightOf(least + 60)).toEqual({ folded: false, below: 60, high: 117 })
})
