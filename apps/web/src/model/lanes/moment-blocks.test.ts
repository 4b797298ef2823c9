import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneOf } from '../../../test/subject-of.ts'
import { intervalsWithin, momentsWithin } from './moment-blocks.ts'

/** One interval per byte and millisecond, each delayed by the given time. Tests grow it through its count. */
const delayed = (delays: readonly number[]) => ({
  ...laneOf(
    'segment',
    delays.map((delay, at) => [at, at + 1, at + delay]),
  ),
})

test('on a growing lane both equal a look at every interval, though many came late', () => {
  const delays = fc.array(fc.constantFrom(0, 0, 0, 0, 3, 40, 900), { minLength: 1_000, maxLength: 1_700 })
  const ends = fc.array(fc.tuple(fc.nat(1_700), fc.nat(1_700)), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(delays, ends, (all, ranges) => {
      const lane = delayed(all)
      ranges.forEach(([a, b], k) => {
        lane.count = Math.min(all.length, 250 * (k + 1))
        const moments = Array.from(lane.times.subarray(0, lane.count))
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const [from, to] = [low * 1e6, high * 1e6]
        const inside = moments.flatMap((moment, at) => (moment >= from && moment <= to ? [at] : []))
        const [first, last] = intervalsWithin(lane, from, to)
        if (inside.length === 0) expect(first).toBeGreaterThanOrEqual(last)
        else expect([first, last]).toEqual([inside[0], (inside.at(-1) ?? NaN) + 1])
        const part = moments.slice(low, high + 1)
        if (part.length > 0)
          expect(momentsWithin(lane, low, low + part.length)).toEqual([Math.min(...part), Math.max(...part)])
      })
    }),
    { seed: 7, numRuns: 60 },
  )
})

test('a lane whose intervals moved is read anew', () => {
  const lane = delayed([0, 9, 0])
  expect(momentsWithin(lane, 0, 3)).toEqual([0, 10e6])
  lane.times.set([3e6, 2e6, 1e6])
  lane.revision += 1
  expect(momentsWithin(lane, 0, 3)).toEqual([1e6, 3e6])
  expect(intervalsWithin(lane, 2e6, 9e6)).toEqual([0, 2])
})
