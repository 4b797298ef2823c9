import { expect, test } from 'vitest'
import { laneOf } from '../../test/subject-of.ts'
import type { Lane } from '@unstick/session'
import * as placement from './placement.ts'
import type { Scale } from './scale.ts'
import { scaleOf, timeLine } from './scale.ts'

// 100 ms over 1,000 px: 10 px a millisecond.
const time = scaleOf(timeLine([0, 100e6]), [0, 100e6], 1_000)
const whole = ({ count }: Lane) => ({ first: 0, last: count, count })
const placeInTime = (lane: Lane, scale: Scale, until: number | undefined) =>
  placement.placeInTime(lane, whole(lane), scale, until)
const placeByBytes = (lane: Lane, scale: Scale, until: number | undefined) =>
  placement.placeByBytes(lane, whole(lane), scale, until)
const { pxOfByte } = placement

const straight = { px: (byte: number) => byte * 10, value: (px: number) => px / 10 }

test('a send stands where it was called, a recv where it returned', () => {
  expect(placeInTime(laneOf('send', [[0, 1, 20, 20]]), time, undefined).x0[0]).toBe(200)
  expect(placeInTime(laneOf('recv', [[0, 1, 20, 50]]), time, undefined).x0[0]).toBe(500)
})

test('a box is as wide as its bytes allow: 9 px and the root of the bytes, 72 at most', () => {
  const lane = laneOf('recv', [
    [0, 100, 0],
    [100, 100_100, 50],
  ])
  expect(Array.from(placeInTime(lane, time, undefined).x1)).toEqual([19, 572])
})

test('a send that lasts is as wide as it lasts', () => {
  expect(placeInTime(laneOf('send', [[0, 1, 0, 30]]), time, undefined).x1[0]).toBe(300)
})

test('two sends of one moment stand side by side', () => {
  const { x0, x1 } = placeInTime(
    laneOf('send', [
      [0, 5, 0],
      [5, 10, 0],
    ]),
    time,
    undefined,
  )
  expect(x0[1]).toBe((x1[0] as number) + 1)
  expect((x1[1] as number) > (x0[1] as number)).toBe(true)
})

test('no box stands farther right of its moment than 60 px, however many there are', () => {
  const lane = laneOf(
    'send',
    Array.from({ length: 500 }, (_, i) => [i, i + 1, 10] as const),
  )
  const { x0 } = placeInTime(lane, time, undefined)
  expect(Math.max(...x0)).toBeLessThan(160)
})

test('many of one moment stand just there', () => {
  const lane = laneOf(
    'send',
    Array.from({ length: 9 }, (_, i) => [i, i + 1, 10] as const),
  )
  expect(new Set(placeInTime(lane, time, undefined).x0)).toEqual(new Set([100]))
})

test('what had not happened yet stands nowhere', () => {
  const lane = laneOf('recv', [
    [0, 5, 0, 10],
    [5, 9, 11, 30],
  ])
  expect(placeByBytes(lane, straight, 29.9e6).x0).toEqual(Float32Array.of(0, NaN))
  expect(placeByBytes(lane, straight, 30e6).x0).toEqual(Float32Array.of(0, 50))
})

test('a byte stands by its offset on the bytes axis, by its part of the box on the time axis', () => {
  const lane = laneOf('recv', [[10, 20, 50]])
  expect(pxOfByte(placeByBytes(lane, straight, undefined), straight, lane, 0, 15)).toBe(150)
  const placed = { axis: 'time', first: 0, x0: Float32Array.of(500), x1: Float32Array.of(520) } as const
  expect(pxOfByte(placed, time, lane, 0, 15)).toBe(510)
})
