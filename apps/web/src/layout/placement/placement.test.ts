import { expect, test } from 'vitest'
import { laneOf } from '../../../test/subject-of.ts'
import { placeByBytes, pxOfByte } from './placement.ts'

const straight = { px: (byte: number) => byte * 10, invert: (px: number) => px / 10 }
const lane = laneOf('recv', [
  [0, 5, 0, 10],
  [5, 9, 11, 30],
])
const whole = { first: 0, last: 2, from: 0, count: 2 }

test('an interval that had not happened yet has no place', () => {
  expect(placeByBytes(lane, whole, straight, 29.9e6).x0).toEqual(Float32Array.of(0, NaN))
  expect(placeByBytes(lane, whole, straight, 30e6).x0).toEqual(Float32Array.of(0, 50))
})

test('a byte is placed by its offset, if its interval is', () => {
  expect(pxOfByte(placeByBytes(lane, whole, straight, undefined), straight, 1, 7)).toBe(70)
  expect(pxOfByte(placeByBytes(lane, whole, straight, 10e6), straight, 1, 7)).toBeNaN()
})
