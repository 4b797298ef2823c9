// 100 ms over 1,000 px: 10 px a millisecond. A column of text is 7.2 px wide, and a cell has 14 px beside its text.
import { expect, test } from 'vitest'
import { type HandMade, lanesByKind, subjectOf } from '../../../test/subject-of.ts'
import type { LaneRows } from '../flags/rows-of-lane.ts'
import { timeLine } from '../../model/axis/axis-line.ts'
import { scaleOf } from '../axis/scale.ts'
import { placeInTime, pxOfFlagByte } from './place-in-time.ts'

const scale = scaleOf(timeLine([0, 100e6]), [0, 100e6], 1_000)
const rows = (of: (index: number) => number, count = 1): LaneRows => ({ count, of, lines: [] })

const place = (
  kind: 'send' | 'segment' | 'recv',
  intervals: NonNullable<HandMade['send']>,
  inRows?: LaneRows,
  until?: number,
  text = '',
) => {
  const subject = subjectOf({
    [kind]: intervals,
    ...(kind === 'send' ? {} : { send: intervals }),
    text,
    span: 100,
  })
  const lane = lanesByKind(subject)[kind]
  const window = { first: 0, last: lane.count, from: 0, count: lane.count }
  return { lane, placed: placeInTime(subject, lane, window, scale, until, inRows) }
}

test('a send is where it was called, a recv where it returned', () => {
  expect(place('send', [[0, 1, 20, 25]]).placed.x0[0]).toBe(200)
  expect(place('recv', [[0, 1, 20, 50]]).placed.x0[0]).toBe(500)
})

test('a column is five pixels wide whatever it took and carried, and narrower if the next one is near', () => {
  const { x0, x1 } = place('send', [
    [0, 1, 0, 40],
    [1, 100_000, 50],
    [100_000, 100_001, 50.4],
  ]).placed
  expect(Array.from(x1, (right, k) => Math.round(right - (x0[k] ?? 0)))).toEqual([5, 3, 5])
})

test('a flag begins at its pole and is as wide as its words', () => {
  const { placed } = place(
    'send',
    [[0, 5, 20]],
    rows(() => 0),
    undefined,
    'hello',
  )
  expect(placed.cells.get(0)?.map(({ text }) => text)).toEqual(['hello'])
  expect(placed.x0[0]).toBeCloseTo(201.5)
  // Five columns and 14 px.
  expect(placed.x1[0]).toBeCloseTo(251.5)
})

test('without room before the next call of its row it is a pole of three pixels around its moment', () => {
  const near = [
    [0, 5, 20],
    [5, 10, 23],
  ] as const
  const { placed } = place(
    'send',
    near,
    rows(() => 0),
    undefined,
    'helloworld',
  )
  expect(placed.cells.has(0)).toBe(false)
  expect([placed.x0[0], placed.x1[0]]).toEqual([198.5, 201.5])
  // In rows of their own, both have room.
  const apart = place(
    'send',
    near,
    rows((index) => index, 2),
    undefined,
    'helloworld',
  ).placed
  expect([...apart.cells.keys()]).toEqual([0, 1])
})

test('segments that overtook one another are each at their own moment', () => {
  const there = [40, 10, 43, 13]
  const { placed } = place(
    'segment',
    there.map((at, i) => [i, i + 1, at] as const),
  )
  expect(Array.from(placed.x0)).toEqual(there.map((at) => at * 10))
  expect(Array.from(placed.order ?? [])).toEqual([1, 3, 0, 2])
})

test('an interval that had not happened yet has no place', () => {
  const { placed } = place(
    'recv',
    [
      [0, 5, 0, 10],
      [5, 9, 11, 30],
    ],
    undefined,
    29.9e6,
  )
  expect(Array.from(placed.x0)).toEqual([100, NaN])
})

test('a byte of a flag is in its cell, a byte of a column in proportion', () => {
  const flag = place(
    'send',
    [[0, 5, 20]],
    rows(() => 0),
    undefined,
    'hello',
  )
  expect(pxOfFlagByte(flag.placed, flag.lane, 0, 1)).toBeCloseTo(211.5)
  const column = place('recv', [[0, 10, 50]])
  expect(pxOfFlagByte(column.placed, column.lane, 0, 5)).toBeCloseTo(502.5)
})
