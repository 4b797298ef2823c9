import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAll } from './find-all.ts'

const text = fc.array(fc.constantFrom(0, 1, 2), { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes))
const needle = fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 6 })

const seed = 16
test(`it finds what a look at every place finds (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, needle, (bytes, sought) => {
      const every = Array.from(bytes.keys()).filter((at) => sought.every((byte, k) => bytes[at + k] === byte))
      expect(findAll(bytes, Uint8Array.from(sought))).toEqual(every)
      expect(findAll(bytes, Uint8Array.from(sought), 2)).toEqual(every.slice(0, 2))
    }),
    { seed, numRuns: 500 },
  )
})

test('nothing is nowhere', () => expect(findAll(Uint8Array.of(1, 2), new Uint8Array(0))).toEqual([]))
