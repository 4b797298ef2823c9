import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteLine, linearLine } from '../../model/axis/axis-line.ts'
import { scaleOf } from './scale.ts'
import { byteTicks, niceStep, roundTicks } from './ticks.ts'

/** The width of one character of a tick's label, measured in the page: 11 px JetBrains Mono. */
const SIGN = 6.6

test('byte ticks are where intervals begin and end, as far as there is room, and at the end', () => {
  const line = byteLine(Float64Array.of(0, 9, 18, 1_024, 1_457, 3_022))
  const texts = (width: number) =>
    byteTicks(line, scaleOf(line, [0, 3_022], width), width).map(({ text }) => text)
  expect(texts(900)).toEqual(['0 B', '9', '18', '1,024', '1,457', '3,022 B'])
  // 200 px for 622 parts: only 1,457, at 134 px, is far enough from all the ticks before it.
  expect(texts(200)).toEqual(['0 B', '1,457', '3,022 B'])
})

test('a linear axis of bytes has round numbers and the end', () => {
  const scale = scaleOf(linearLine(3_022), [0, 3_022], 700)
  expect(roundTicks(scale, 3_022, 700).map(({ text }) => text)).toEqual([
    '0 B',
    '500',
    '1,000',
    '1,500',
    '2,000',
    '2,500',
    '3,022 B',
  ])
  expect(roundTicks(scale, 3_022, 700)[1]?.x).toBeCloseTo((500 / 3_022) * 700, 9)
})

test('a closely viewed linear axis of bytes counts every byte, and no halves', () => {
  const scale = scaleOf(linearLine(3_022), [10, 14], 700)
  const seen = roundTicks(scale, 3_022, 700).filter(({ x }) => x >= 0 && x <= 700)
  expect(seen.map(({ text, x }) => [text, x])).toEqual([
    ['10', 0],
    ['11', 175],
    ['12', 350],
    ['13', 525],
    ['14', 700],
  ])
})

test.each([
  [0.2, 1],
  [1, 1],
  [1.1, 2],
  [20, 20],
  [21, 50],
  [501, 1_000],
])('the nice step from %d on is %d', (least, step) => expect(niceStep(least)).toBe(step))

const streams = fc
  .array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 300 })
  .map((sizes) => {
    let at = 0
    return Float64Array.from([0, ...sizes.map((size) => (at += size))])
  })
const views = fc.record({
  values: streams,
  middle: fc.double({ min: 0, max: 1, noNaN: true }),
  part: fc.double({ min: 0.001, max: 1, noNaN: true }),
  by: fc.integer({ min: -200, max: 200 }),
  linear: fc.boolean(),
})

test('ticks of bytes rise, never overlap, and stay the same while panning', () => {
  fc.assert(
    fc.property(views, ({ values, middle, part, by, linear }) => {
      const width = 700
      const length = values.at(-1) as number
      const line = linear ? linearLine(length) : byteLine(values)
      const ticks = (shift: number) => {
        const whole = scaleOf(line, [0, length], width / part)
        const left = middle * (width / part - width) + shift
        const scale = scaleOf(line, [whole.invert(left), whole.invert(left + width)], width)
        return linear ? roundTicks(scale, length, width) : byteTicks(line, scale, width)
      }
      const before = ticks(0)
      expect(before.length).toBeLessThan(80)
      for (const [k, { x, text }] of before.entries()) {
        const last = before[k - 1]
        if (last) expect(x - last.x).toBeGreaterThan(((text.length + last.text.length) / 2) * SIGN)
      }
      const seen = (tick: { x: number }, shift: number) => tick.x + shift > 1 && tick.x + shift < width - 1
      const after = ticks(by).filter((tick) => seen(tick, 0) && seen(tick, by))
      const same = before.filter((tick) => seen(tick, 0) && seen(tick, -by))
      expect(after.map(({ text }) => text)).toEqual(same.map(({ text }) => text))
    }),
    { seed: 6, numRuns: 300 },
  )
})
