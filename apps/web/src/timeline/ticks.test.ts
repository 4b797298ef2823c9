import { expect, test } from 'vitest'
import type { Domain } from './layout.ts'
import { byteLine, scaleOf, timeLine } from './scale.ts'
import { byteTicks, timeTicks } from './ticks.ts'

const texts = (domain: Domain) =>
  timeTicks(scaleOf(timeLine(domain), domain, 700), domain, 700).map(({ text }) => text)

test.each([
  [
    [0, 300e6],
    ['+0 ms', '+50', '+100', '+150', '+200', '+250', '+300'],
  ],
  [
    [0, 900],
    ['+0 ns', '+200', '+400', '+600', '+800'],
  ],
  [
    [0, 5e9],
    ['+0 s', '+1', '+2', '+3', '+4', '+5'],
  ],
  [
    [0, 600e9],
    ['+0 min', '+2', '+4', '+6', '+8', '+10'],
  ],
  [
    [569.2e6, 571.2e6],
    ['+569.5 ms', '+570', '+570.5', '+571'],
  ],
] as const)('time %o has ticks in one fitting unit', (domain, expected) => {
  expect(texts(domain)).toEqual(expected)
})

test('bytes are told where intervals begin and end, as there is room, and at the end', () => {
  const line = byteLine(Float64Array.of(0, 9, 18, 1_024, 1_457, 3_022))
  const scale = scaleOf(line, [0, 3_022], 700)
  const ticks = byteTicks(line, scale, 700)
  expect(ticks.map(({ text }) => text)).toEqual(['0 B', '9', '18', '1,024', '1,457', '3,022'])
  const narrow = byteTicks(line, scaleOf(line, [0, 3_022], 200), 200)
  expect(narrow.map(({ text }) => text)).toEqual(['0 B', '1,024', '3,022'])
})
