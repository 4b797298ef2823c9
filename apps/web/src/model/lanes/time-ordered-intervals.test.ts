import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneKinds } from '@unstick/session'
import { laneOf } from '../../../test/subject-of.ts'
import { TimeOrderedIntervals } from './time-ordered-intervals.ts'

/** Moments in milliseconds; some come late. */
const moments = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 })
const four = fc.tuple(moments, moments, moments, moments)

const lanesOf = (all: readonly (readonly number[])[]) =>
  all.map((times, k) =>
    laneOf(
      laneKinds[k] ?? 'send',
      times.map((time, index) => [index, index + 1, time]),
    ),
  )

test('every part equals that of all intervals sorted by time', () => {
  fc.assert(
    fc.property(four, fc.nat(50), fc.nat(50), (all, from, most) => {
      const sorted = all
        .flatMap((times, lane) => times.map((time, index) => ({ lane, index, time: time * 1e6 })))
        .sort((a, b) => a.time - b.time)
      const order = new TimeOrderedIntervals(lanesOf(all))
      expect(order.count).toBe(sorted.length)
      expect(order.rows(from, most)).toEqual(sorted.slice(from, from + most))
      sorted.forEach(({ lane, index }, place) => expect(order.before(lane, index)).toBe(place))
    }),
  )
})
