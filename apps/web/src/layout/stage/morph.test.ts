import { expect, test } from 'vitest'
import { stuck } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import { createMorph } from './morph.ts'

const query = { stream: 0, domain: undefined, width: 600, until: undefined }
const bytes = layOutView(stuck, { ...query, axis: 'bytes' })
const time = layOutView(stuck, { ...query, axis: 'time' })
const corners = (layout: typeof bytes) => {
  const [ribbon] = layout.ribbons
  return [ribbon?.a0[1], ribbon?.a1[1], ribbon?.b0[1], ribbon?.b1[1]].map(Number)
}

test('a change begins at the old places', () => {
  expect(createMorph(time, bytes)(0).lanes[0]?.slices.x0).toEqual(time.lanes[0]?.slices.x0)
  expect(corners(createMorph(time, bytes)(0))).toEqual(corners(time))
})

test('halfway every corner is in the middle', () => {
  const from = corners(time)
  const to = corners(bytes)
  const half = corners(createMorph(time, bytes)(0.5))
  half.forEach((x, k) => expect(x).toBeCloseTo(((from[k] ?? 0) + (to[k] ?? 0)) / 2, 3))
})

test('a change ends with the new layout itself', () => {
  expect(createMorph(time, bytes)(1)).toBe(bytes)
})
