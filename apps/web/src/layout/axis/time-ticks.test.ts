import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Domain } from '../../model/axis/axis.ts'
import { scaleOf } from './scale.ts'
import { timeLine } from '../../model/axis/axis-line.ts'
import { timeTicks } from './time-ticks.ts'

const SIGN = 6.6
const WIDTH = 700

const seen = (domain: Domain, extent: Domain = domain) => {
  const { ticks, base } = timeTicks(scaleOf(timeLine(extent), domain, WIDTH), domain, WIDTH, extent)
  return { texts: ticks.filter(({ x }) => x > -1e-3 && x < WIDTH + 1e-3).map(({ text }) => text), base }
}

const HOUR: Domain = [0, 3_600e9]

test.each([
  [
    [0, 5],
    ['+0 ns', '+1 ns', '+2 ns', '+3 ns', '+4 ns', '+5 ns'],
  ],
  [
    [0, 900],
    ['+0 ns', '+200 ns', '+400 ns', '+600 ns', '+800 ns'],
  ],
  [
    [0, 10_000],
    ['+0 µs', '+2 µs', '+4 µs', '+6 µs', '+8 µs', '+10 µs'],
  ],
  [
    [0, 300e6],
    ['+0 ms', '+50 ms', '+100 ms', '+150 ms', '+200 ms', '+250 ms', '+300 ms'],
  ],
  [
    [569.2e6, 571.2e6],
    ['+569.5 ms', '+570.0 ms', '+570.5 ms', '+571.0 ms'],
  ],
  [
    [-20e6, 100e6],
    ['-20 ms', '+0 ms', '+20 ms', '+40 ms', '+60 ms', '+80 ms', '+100 ms'],
  ],
  [
    [0, 5e9],
    ['+0 s', '+1 s', '+2 s', '+3 s', '+4 s', '+5 s'],
  ],
  [
    [0, 90e9],
    ['+0 s', '+15 s', '+30 s', '+45 s', '+60 s', '+75 s', '+90 s'],
  ],
  [
    [0, 600e9],
    ['+0 min', '+2 min', '+4 min', '+6 min', '+8 min', '+10 min'],
  ],
  [
    [0, 5_400e9],
    ['+0 min', '+15 min', '+30 min', '+45 min', '+60 min', '+75 min', '+90 min'],
  ],
] as const)('all of %o is said in one fitting unit', (domain, expected) => {
  expect(seen(domain)).toEqual({ texts: expected, base: undefined })
})

test.each([
  // A hundred nanoseconds of an hour: the base beside the axis, then what each tick adds.
  [
    [1_204_567_123_400, 1_204_567_123_500],
    '+1,204.567 123 s',
    ['+400 ns', '+420 ns', '+440 ns', '+460 ns', '+480 ns', '+500 ns'],
  ],
  // Across the border of a base: its tick shows the new base in full.
  [
    [1_204_567_999_950, 1_204_568_000_050],
    '+1,204.567 999 s',
    ['+960 ns', '+980 ns', '+1,204.568 000 s', '+20 ns', '+40 ns'],
  ],
  [
    [1_204_567_000_000, 1_204_569_000_000],
    '+1,204 s',
    ['+567.0 ms', '+567.5 ms', '+568.0 ms', '+568.5 ms', '+569.0 ms'],
  ],
  [
    [1_204e9, 1_204e9 + 5],
    '+1,204.000 000 s',
    ['+1,204.000 000 s', '+1 ns', '+2 ns', '+3 ns', '+4 ns', '+5 ns'],
  ],
  [[1_200e9, 1_202e9], undefined, ['+1,200.0 s', '+1,200.5 s', '+1,201.0 s', '+1,201.5 s', '+1,202.0 s']],
] as const)('%o of an hour', (domain, base, texts) => {
  expect(seen(domain, HOUR)).toEqual({ texts, base })
})

test('times before the epoch also add to a base before it', () => {
  // -5 ms + 999,950 ns = -4,000,050 ns
  expect(seen([-4_000_060, -4_000_010], [-5e9, 5e9])).toEqual({
    base: '-0.004 001 s',
    texts: ['+940 ns', '+950 ns', '+960 ns', '+970 ns', '+980 ns', '+990 ns'],
  })
})

test('ticks of time rise, never overlap, are few, and stay the same while panning', () => {
  const views = fc.record({
    start: fc.double({ min: -60e9, max: 5_400e9, noNaN: true }),
    size: fc.double({ min: Math.log10(5), max: Math.log10(5_400e9), noNaN: true }).map((log) => 10 ** log),
    by: fc.integer({ min: -200, max: 200 }),
    width: fc.integer({ min: 300, max: 2_000 }),
  })
  fc.assert(
    fc.property(views, ({ start, size, by, width }) => {
      const extent: Domain = [-60e9, 10_800e9]
      const view = (shift: number) => {
        const from = start + (shift * size) / width
        const domain: Domain = [from, from + size]
        return timeTicks(scaleOf(timeLine(extent), domain, width), domain, width, extent).ticks
      }
      const before = view(0)
      expect(before.length).toBeLessThan((3 * width) / 40)
      for (const [k, { x, text }] of before.entries()) {
        const last = before[k - 1]
        if (last) expect(x - last.x).toBeGreaterThan(((text.length + last.text.length) / 2) * SIGN)
      }
      const inBoth = (x: number, shift: number) =>
        Math.min(x, x + shift) > 1 && Math.max(x, x + shift) < width - 1
      const after = view(by).filter(({ x }) => inBoth(x, by))
      const same = before.filter(({ x }) => inBoth(x, -by))
      expect(after.map(({ text }) => text)).toEqual(same.map(({ text }) => text))
    }),
    { seed: 6, numRuns: 500 },
  )
})
