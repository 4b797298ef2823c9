import { expect, test } from 'vitest'
import { brushMoved, gripAt } from './brush.ts'

test.each([
  [0.2, 'from'],
  [0.21, 'from'],
  [0.5, 'inside'],
  [0.6, 'to'],
  [0.9, 'outside'],
] as const)('at %f of the whole the pointer takes hold of %s', (at, grip) => {
  expect(gripAt([0.2, 0.6], at, 0.015)).toBe(grip)
})

test('with everything shown, a drag draws a new brush and does not move the old one', () => {
  expect(gripAt([0, 1], 0.5, 0.01)).toBe('outside')
})

test('a moved brush keeps its size and stops at the ends', () => {
  expect(brushMoved([0.25, 0.5], 'inside', 0.3, 0.55)).toEqual([0.5, 0.75])
  expect(brushMoved([0.25, 0.5], 'inside', 0.3, 5)).toEqual([0.75, 1])
})

test('an edge dragged over the other one changes places with it', () => {
  expect(brushMoved([0.25, 0.5], 'from', 0.25, 0.75)).toEqual([0.5, 0.75])
})

test('a drag outside draws a new brush, either way', () => {
  expect(brushMoved([0, 1], 'outside', 0.75, 0.5)).toEqual([0.5, 0.75])
})
