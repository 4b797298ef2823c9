import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fragments } from './fragments.ts'

const seed = 20_261_129

it(`payloads that grow in turns keep their own pieces, wherever they move (seed ${seed})`, () => {
  const steps = fc.array(fc.record({ of: fc.nat(3), length: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(steps, fc.nat(40), (steps, skipped) => {
      const fragments = new Fragments()
      const begins = new Map<number, number>()
      /** Where each byte of each payload is in the log. */
      const model = new Map<number, number[]>()
      steps.forEach(({ of, length }, step) => {
        const place = step * 10
        const begin = begins.get(of)
        begins.set(
          of,
          begin === undefined ? fragments.begin(place, length) : fragments.extend(begin, place, length),
        )
        model.set(of, [...(model.get(of) ?? []), ...Array.from({ length }, (_, k) => place + k)])
      })
      for (const [of, places] of model) {
        const from = Math.min(skipped, places.length)
        const pieces = [...fragments.pieces((begins.get(of) ?? NaN) + from, places.length - from)]
        expect(pieces.flatMap(({ place, length }) => Array.from({ length }, (_, k) => place + k))).toEqual(
          places.slice(from),
        )
      }
    }),
    { seed, numRuns: 300 },
  )
})
