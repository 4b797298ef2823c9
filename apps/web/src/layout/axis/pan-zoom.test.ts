import { expect, test } from 'vitest'
import { centredOn, kept, panned, revealing, zoomed } from './pan-zoom.ts'
import { scaleOf } from './scale.ts'
import { timeLine } from '../../model/axis/axis-line.ts'

const scale = scaleOf(timeLine([0, 1_000]), [0, 1_000], 500)

test('zooming in keeps the value under the pointer where it is', () => {
  expect(zoomed(scale, 500, 100, 2)).toEqual([100, 600])
})

test('zooming out by the same factor gives the old view', () => {
  const [from, to] = zoomed(scale, 500, 100, 4)
  const closer = scaleOf(timeLine([0, 1_000]), [from, to], 500)
  expect(zoomed(closer, 500, 100, 0.25)).toEqual([0, 1_000])
})

test('content that moves right shows what was to its left', () => {
  expect(panned(scale, 500, 50)).toEqual([-100, 900])
})

test('a view stays within the extent', () => {
  expect(kept([5_000, 5_100], [0, 1_000], 'time')).toEqual([900, 1_000])
  expect(kept([-60, 40], [0, 1_000], 'time')).toEqual([0, 100])
  expect(kept([200, 300], [0, 1_000], 'time')).toEqual([200, 300])
})

test('a view larger than the extent shows everything', () => {
  expect(kept([-9_000, 9_000], [0, 1_000], 'time')).toEqual([0, 1_000])
  expect(kept([-100, 950], [0, 1_000], 'time')).toEqual([0, 1_000])
  expect(kept([0, 1], [0, 1], 'bytes')).toEqual([0, 1])
})

test('an hour can be viewed as closely as five nanoseconds, and as exactly', () => {
  const [from, to] = kept([1_800e9 + 7, 1_800e9 + 8], [0, 3_600e9], 'time')
  expect(to - from).toBe(5)
  expect((from + to) / 2).toBe(1_800e9 + 7.5)
})

test('bytes are never cut', () => {
  expect(kept([7.25, 7.5], [0, 3_000], 'bytes')).toEqual([6.875, 7.875])
})

test('a view does not move to something that it already shows', () => {
  expect(revealing(scale, 500, 10, 40)).toBeUndefined()
})

test('something out of view moves to the middle', () => {
  expect(revealing(scale, 500, 600, 700)).toEqual([800, 1_800])
})

test('a jump far away keeps the zoom and ends in the middle', () => {
  expect(centredOn([100, 200], 5_000)).toEqual([4_950, 5_050])
})
