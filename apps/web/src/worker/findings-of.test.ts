import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneKinds } from '../timeline/layout.ts'
import { findingsOf } from './findings-of.ts'
import type { Found } from './shown-stream.ts'

const finding = fc.record({
  kind: fc.constantFrom('merge', 'split', 'fate'),
  lane: fc.constantFrom(...laneKinds),
  index: fc.integer({ min: 0, max: 12 }),
  title: fc.string(),
  text: fc.constant(''),
})

test('an interval has just its own findings, in the order of all, however that is', () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 60 }), (all: readonly Found[]) => {
      for (const lane of laneKinds)
        for (let index = 0; index <= 12; index += 1)
          expect(findingsOf(all, { lane, index })).toEqual(
            all.filter((each) => each.lane === lane && each.index === index),
          )
    }),
    { seed: 20_261_124 },
  )
})

test('of a hundred thousand in order only a few are looked at once the stretches are known', () => {
  let looked = 0
  const all = Array.from({ length: 100_000 }, (_, k): Found => ({
    kind: 'merge',
    lane: 'recv',
    get index() {
      looked += 1
      return 2 * k
    },
    title: String(k),
    text: '',
  }))
  findingsOf(all, { lane: 'recv', index: 0 })
  looked = 0
  expect(findingsOf(all, { lane: 'recv', index: 150_000 }).map(({ title }) => title)).toEqual(['75000'])
  expect(findingsOf(all, { lane: 'recv', index: 150_001 })).toEqual([])
  expect(looked).toBeLessThan(50)
})
