import fc from 'fast-check'
import { expect, it } from 'vitest'
import { orderOf } from './order-of.ts'

const seed = 20_261_129

it(`orderOf gives the same order as a stable sort (seed ${seed})`, () => {
  // Some smaller than one digit, some larger than two, and many equal.
  const numbers = fc.array(fc.oneof(fc.nat(50), fc.nat(200_000), fc.nat(2 ** 40)), {
    minLength: 3_000,
    maxLength: 3_000,
    size: 'max',
  })
  const most = fc.constantFrom(0, 1, 2, 100, 3_000)
  const turned = fc.constantFrom(
    (all: number[]) => all,
    (all: number[]) => all.toSorted((a, b) => a - b),
    (all: number[]) => [...new Set(all)].sort((a, b) => b - a),
  )
  fc.assert(
    fc.property(numbers, most, turned, (drawn, most, turn) => {
      const all = turn(drawn).slice(0, most)
      const plain = all.map((_, k) => k).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0) || a - b)
      expect([...orderOf(Float64Array.from(all), all.length)]).toEqual(plain)
    }),
    { seed, numRuns: 60 },
  )
})
