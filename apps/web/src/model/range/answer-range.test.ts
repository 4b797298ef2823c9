import { expect, test } from 'vitest'
import { stuck, subjectOf } from '../../../test/subject-of.ts'
import { answerRange } from './answer-range.ts'
import type { RangeEnd } from './range.ts'

const near = (at: number, reach = 0): RangeEnd => ({ kind: 'near', at, reach })
const ends = (axis: 'time' | 'bytes', one: RangeEnd, other: RangeEnd) => {
  const { range, snapped } = answerRange(stuck, { axis, ends: [one, other] })
  return [range.from, range.to, ...snapped]
}

test('an end near an edge snaps to it, and any other end to a whole byte', () => {
  expect(ends('bytes', near(0.4, 0.5), near(5.9, 1))).toEqual([0, 5, true, true])
  expect(ends('bytes', near(2.6, 0.5), near(7.2, 1))).toEqual([3, 7, false, false])
})

test('ends drawn from right to left are put in order, each with whether it is at an edge', () => {
  expect(ends('bytes', near(10), near(2))).toEqual([2, 10, false, true])
})

test('on the time axis an end snaps to the moments of all lanes: calls, and returns of recvs', () => {
  expect(ends('time', near(19_000, 2_000), near(199.9e6, 1e6))).toEqual([20_000, 200e6, true, true])
})

test('the next edge after and before', () => {
  expect(ends('bytes', near(0), { kind: 'next', at: 0, toward: 1 })).toEqual([0, 5, true, true])
  expect(ends('bytes', near(0), { kind: 'next', at: 10, toward: -1 })).toEqual([0, 5, true, true])
  // There is no edge after the last, so the end stays.
  expect(ends('bytes', near(0), { kind: 'next', at: 10, toward: 1 })).toEqual([0, 10, true, false])
})

test('from one interval to another: from moment to moment, from byte to byte', () => {
  const send = { lane: 'send', index: 0 } as const
  const recv = { lane: 'recv', index: 0 } as const
  const answer = answerRange(stuck, {
    axis: 'time',
    ends: [
      { kind: 'interval', interval: recv, edge: 'moment' },
      { kind: 'interval', interval: send, edge: 'moment' },
    ],
  })
  expect(answer.range).toEqual({ axis: 'time', from: 0, to: 200e6 })
  expect(answer.counts.lanes.map(({ count }) => count)).toEqual([2, 0, 1, 1])
  expect(
    answerRange(stuck, {
      axis: 'bytes',
      ends: [
        { kind: 'interval', interval: { lane: 'send', index: 1 }, edge: 'start' },
        { kind: 'interval', interval: recv, edge: 'end' },
      ],
    }).range,
  ).toEqual({ axis: 'bytes', from: 5, to: 10 })
})

test('the same on the other axis: when these bytes were there, and which bytes were there then', () => {
  const elsewhere = (axis: 'time' | 'bytes', from: number, to: number) =>
    answerRange(stuck, { axis, ends: [near(from), near(to)] }).elsewhere
  expect(elsewhere('bytes', 0, 5)).toEqual([0, 200e6])
  expect(elsewhere('time', 0, 10_000)).toEqual([0, 5])
  expect(elsewhere('time', 50e6, 100e6)).toBeUndefined()
})

test('the longest gap of a long range is found over its blocks', () => {
  // One per millisecond, except a pause of three before the 1,700th.
  const intervals = Array.from({ length: 3_000 }, (_, i) => [i, i + 1, i < 1_700 ? i : i + 2] as const)
  const many = subjectOf({ send: intervals, recv: intervals, span: 3_002 })
  const answer = answerRange(many, { axis: 'time', ends: [near(500e6), near(1_500e6)] })
  expect(answer.counts.lanes[0]).toEqual({ lane: 'send', count: 1_001, bytes: 1_001 })
  expect(answer.counts.gap).toBe(1e6)
  const longer = answerRange(many, { axis: 'time', ends: [near(500e6), near(2_900e6)] })
  expect(longer.counts.gap).toBe(3e6)
})
