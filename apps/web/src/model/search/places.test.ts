import { expect, test } from 'vitest'
import { firstFrom, printSought } from './places.ts'

const hits = [
  { stream: 0, start: 5 },
  { stream: 0, start: 9 },
  { stream: 2, start: 0 },
  { stream: -1, start: 0 },
]

test.each([
  [undefined, 0],
  [{ stream: 0, start: 5 }, 0],
  [{ stream: 0, start: 6 }, 1],
  [{ stream: 0, start: 10 }, 2],
  [{ stream: 1, start: 0 }, 2],
  [{ stream: 2, start: 1 }, 3],
  [{ stream: -1, start: 0 }, 3],
])('from %j on, the first hit is number %i', (last, index) => expect(firstFrom(hits, last)).toBe(index))

test('after the last hit it is the number of hits', () => {
  expect(firstFrom(hits.slice(0, 2), { stream: 1, start: 0 })).toBe(2)
})

test('different searches are printed differently', () => {
  const printed = [
    printSought({ by: 'bytes', needle: Uint8Array.of(1, 23) }),
    printSought({ by: 'bytes', needle: Uint8Array.of(12, 3) }),
    printSought({ by: 'length', lane: undefined, least: 1, most: 2 }),
    printSought({ by: 'length', lane: 'recv', least: 1, most: 2 }),
    printSought({ by: 'code', part: 'stuck' }),
    printSought({ by: 'codes' }),
  ]
  expect(new Set(printed).size).toBe(printed.length)
})
