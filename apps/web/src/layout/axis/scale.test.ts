import { expect, test } from 'vitest'
import { boundariesOf, byteLine, timeLine } from '../../model/axis/axis-line.ts'
import { knotsOf, scaleOf, scaleOfKnots } from './scale.ts'

const knots = (values: readonly number[]) => byteLine(Float64Array.from(values))

test('time is one straight line', () => {
  const scale = scaleOf(timeLine([0, 1_000]), [0, 1_000], 500)
  expect([0, 250, 1_000].map(scale.px)).toEqual([0, 125, 500])
  expect([0, 125, 500].map(scale.invert)).toEqual([0, 250, 1_000])
})

test('time continues outside the recorded part', () => {
  const scale = scaleOf(timeLine([0, 1_000]), [0, 1_000], 500)
  expect(scale.px(-1_000)).toBe(-500)
  expect(scale.invert(1_000)).toBe(2_000)
})

test('a session with only one moment still has an axis', () => {
  expect(scaleOf(timeLine([7, 7]), [7, 1_007], 100).px(7)).toBe(0)
})

test('equal pieces have equal widths, and the axis says so', () => {
  const line = knots([0, 5, 10])
  expect(line.uneven).toBe(false)
  expect([0, 5, 6.25, 10].map(scaleOf(line, [0, 10], 600).px)).toEqual([0, 300, 375, 600])
})

test('a piece of 9 bytes next to one of 2,500 gets 58 of 304 parts', () => {
  // 46 + 4·√9 = 58 and 46 + 4·√2500 = 246, together 304.
  const line = knots([0, 9, 2_509])
  expect(line.uneven).toBe(true)
  const scale = scaleOf(line, [0, 2_509], 304)
  expect(scale.px(9)).toBe(58)
  expect(scale.px(9 + 1_250)).toBe(58 + 123)
  expect(scale.invert(58 + 123)).toBe(9 + 1_250)
})

test('boundaries are sorted and unique, and include the stream’s beginning', () => {
  expect(boundariesOf([Float64Array.of(5, 10), Float64Array.of(10), Float64Array.of(3)])).toEqual(
    Float64Array.of(0, 3, 5, 10),
  )
})

test('knots give the page the same scale in and around the view', () => {
  const line = knots([0, 9, 18, 1_024, 3_022])
  const scale = scaleOf(line, [9, 1_024], 700)
  const again = scaleOfKnots(knotsOf(line, scale, 700))
  for (const value of [0, 9, 12, 18, 500, 1_024, 1_300])
    expect(again.px(value)).toBeCloseTo(scale.px(value), 6)
  for (const px of [-100, 0, 350, 700, 900]) expect(again.invert(px)).toBeCloseTo(scale.invert(px), 6)
})
