import { expect, it } from 'vitest'
import { besideWord } from './beside-word.ts'

const window = { width: 1000, height: 700 }
const tip = { width: 300, height: 80 }

it('an explanation is six pixels below its word, with the same left edge', () => {
  expect(besideWord({ left: 100, top: 50, bottom: 70 }, tip, window)).toEqual({ x: 100, y: 76 })
})

it('at the bottom of the window it is above the word', () => {
  expect(besideWord({ left: 100, top: 650, bottom: 670 }, tip, window)).toEqual({ x: 100, y: 564 })
})

it('at the right edge it moves left until it is inside the window', () => {
  expect(besideWord({ left: 960, top: 50, bottom: 70 }, tip, window)).toEqual({ x: 692, y: 76 })
})
