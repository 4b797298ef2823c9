import { expect, test } from 'vitest'
import { fittingNotes, type WantedNote } from './fit-notes.ts'

// A column is 5.9 pixels: 10, 20 and 30 columns are 59, 118 and 177 pixels.
const long = 'x'.repeat(30)
const middle = 'x'.repeat(20)
const short = 'x'.repeat(10)
const note = (key: number, x0: number, x1: number, weight = 0): WantedNote => ({
  key,
  x0,
  x1,
  texts: [long, middle, short],
  weight,
  tone: 'bad',
})
const shown = (wanted: readonly WantedNote[], width = 1_000) =>
  fittingNotes(wanted, undefined, width).map(({ key, x, text }) => [key, Math.round(x), text.length])

test('a note has as many words as fit before the next one, even beyond its own box', () => {
  expect(shown([note(0, 10, 20), note(1, 250, 400), note(2, 400, 500), note(3, 500, 590)])).toEqual([
    [0, 10, 30],
    [1, 250, 20],
    [2, 400, 10],
    [3, 500, 30],
  ])
})

test('if not even the shortest fit, some are left out, by the rank of their numbers', () => {
  // 50 pixels each: every second one has room for 59 and a gap.
  expect(shown([0, 1, 2, 3, 4].map((key) => note(key, 50 * key, 50 * key + 48)))).toEqual([
    [0, 0, 10],
    [2, 100, 10],
    [4, 200, 30],
  ])
})

test('at the right edge a note moves left, and loses words before it is cut off', () => {
  expect(shown([note(0, 900, 950)])).toEqual([[0, 835, 30]])
  expect(shown([note(0, 700, 900), note(1, 900, 950)])).toEqual([
    [0, 700, 30],
    [1, 894, 20],
  ])
})

test('the last one stays under its box if it can', () => {
  expect(shown([note(0, 850, 990)])).toEqual([[0, 850, 20]])
})

test('if notes would cover each other, the first by rank is shown, with all its words', () => {
  expect(shown([note(0, 10, 14), note(1, 20, 24), note(2, 30, 34)])).toEqual([[0, 10, 30]])
})

test('a heavier one comes first, even before one that has room under its own box', () => {
  expect(shown([note(0, 10, 14, 1), note(1, 20, 100), note(2, 300, 400)])).toEqual([
    [0, 10, 30],
    [2, 300, 30],
  ])
})

test('at the left edge too', () => {
  expect(shown([note(0, -300, 60), note(1, 150, 250)])).toEqual([
    [0, 0, 20],
    [1, 150, 30],
  ])
})
