import { expect, test } from 'vitest'
import { laneOf } from '../../../test/subject-of.ts'
import type { Lane } from '@unstick/session'
import * as placement from './placement.ts'
import type { Scale } from '../axis/scale.ts'
import { scaleOf } from '../axis/scale.ts'
import { timeLine } from '../../model/axis/axis-line.ts'

// 100 ms over 1,000 px: 10 px a millisecond.
const time = scaleOf(timeLine([0, 100e6]), [0, 100e6], 1_000)
const whole = ({ count }: Lane) => ({ first: 0, last: count, from: 0, count })
const placeInTime = (lane: Lane, scale: Scale, until: number | undefined) =>
  placement.placeInTime(lane, whole(lane), scale, until)
const placeByBytes = (lane: Lane, scale: Scale, until: number | undefined) =>
  placement.placeByBytes(lane, whole(lane), scale, until)
const { pxOfByte } = placement

const straight = { px: (byte: number) => byte * 10, invert: (px: number) => px / 10 }

test('a send is where it was called, a recv where it returned', () => {
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

test('a send that takes time is as wide as that time', () => {
  expect(placeInTime(laneOf('send', [[0, 1, 0, 30]]), time, undefined).x1[0]).toBe(300)
})

test('two sends at one moment are side by side', () => {
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

test('no box is more than 60 px right of its moment, however many there are', () => {
  const lane = laneOf(
    'send',
    Array.from({ length: 500 }, (_, i) => [i, i + 1, 10] as const),
  )
  const { x0 } = placeInTime(lane, time, undefined)
  expect(Math.max(...x0)).toBeLessThan(160)
})

test('many at one moment are exactly there', () => {
  const lane = laneOf(
    'send',
    Array.from({ length: 9 }, (_, i) => [i, i + 1, 10] as const),
  )
  expect(new Set(placeInTime(lane, time, undefined).x0)).toEqual(new Set([100]))
})

test('a segment that came late moves none of those that came before it', () => {
  const eight = (late: number) =>
    laneOf(
      'segment',
      Array.from({ length: 8 }, (_, i) => [i * 1_000, i * 1_000 + 1_000, i === 1 ? late : i * 10] as const),
    )
  const inOrder = placeInTime(eight(10), time, undefined)
  const late = placeInTime(eight(95), time, undefined)
  expect(Array.from(late.x0)).toEqual([0, 950, 200, 300, 400, 500, 600, 700])
  expect(Array.from(late.order ?? [])).toEqual([0, 2, 3, 4, 5, 6, 7, 1])
  const wide = ({ x0, x1 }: placement.Placement) => Array.from(x1, (x, k) => Math.round(x - (x0[k] ?? x)))
  expect(wide(late)).toEqual(wide(inOrder))
  expect(Array.from(placeInTime(eight(95), time, 30e6).x0)).toEqual([0, NaN, 200, 300, NaN, NaN, NaN, NaN])
})

test('datagrams that overtook one another are each at their own moment', () => {
  const there = [40, 10, 43, 13, 46, 16, 49, 19, 52, 22]
  const lane = laneOf(
    'segment',
    there.map((at, i) => [i, i + 1, at] as const),
  )
  const { x0, x1 } = placeInTime(lane, time, undefined)
  expect(Array.from(x0)).toEqual(there.map((at) => at * 10))
  expect(Array.from(x1)).toEqual(there.map((at) => at * 10 + 10))
})

test('an interval that had not happened yet has no place', () => {
  const lane = laneOf('recv', [
    [0, 5, 0, 10],
    [5, 9, 11, 30],
  ])
  expect(placeByBytes(lane, straight, 29.9e6).x0).toEqual(Float32Array.of(0, NaN))
  expect(placeByBytes(lane, straight, 30e6).x0).toEqual(Float32Array.of(0, 50))
})

test('a byte is placed by its offset on the bytes axis, by its part of the box on the time axis', () => {
  const lane = laneOf('recv', [[10, 20, 50]])
  expect(pxOfByte(placeByBytes(lane, straight, undefined), straight, lane, 0, 15)).toBe(150)
  const placed = placeInTime(lane, time, undefined)
  const middle = ((placed.x0[0] ?? NaN) + (placed.x1[0] ?? NaN)) / 2
  expect(pxOfByte(placed, time, lane, 0, 15)).toBeCloseTo(middle)
})
