import { expect, it } from 'vitest'
import { around, cardPlace } from './card-place.ts'

const window = { width: 1000, height: 700 }
const card = { width: 400, height: 100 }

it('the card is twelve pixels above the middle of its target', () => {
  expect(cardPlace({ left: 400, top: 200, right: 600, bottom: 240 }, card, window, 'above')).toEqual({
    x: 300,
    y: 88,
    side: 'above',
    arrow: 200,
  })
})

it('without room above, the card is below', () => {
  expect(cardPlace({ left: 400, top: 100, right: 600, bottom: 140 }, card, window, 'above')).toEqual({
    x: 300,
    y: 152,
    side: 'below',
    arrow: 200,
  })
})

it('without room on either side, the card keeps its side and stays in the window', () => {
  const tall = { left: 400, top: 20, right: 600, bottom: 690 }
  expect(cardPlace(tall, card, window, 'above')).toMatchObject({ y: 8, side: 'above' })
})

it('near an edge the card stays in the window, and its arrow still points at the target', () => {
  expect(cardPlace({ left: 20, top: 600, right: 220, bottom: 640 }, card, window, 'above')).toEqual({
    x: 8,
    y: 488,
    side: 'above',
    arrow: 112,
  })
  expect(cardPlace({ left: 0, top: 600, right: 10, bottom: 640 }, card, window, 'above').arrow).toBe(20)
})

it('in a window narrower than the card, the card starts at the edge', () => {
  expect(
    cardPlace({ left: 0, top: 300, right: 10, bottom: 310 }, card, { width: 300, height: 700 }, 'below').x,
  ).toBe(8)
})

it('several targets are enclosed by the smallest rectangle that holds them', () => {
  expect(
    around([
      { left: 10, top: 5, right: 20, bottom: 15 },
      { left: 4, top: 9, right: 12, bottom: 30 },
    ]),
  ).toEqual({ left: 4, top: 5, right: 20, bottom: 30 })
})
