import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAbove, firstFrom } from './bisect.ts'

test('both give the same place as counting, whatever place they start from', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.nat(21), fc.nat(40), (values, value, start) => {
      const column = Float64Array.from(values.toSorted((a, b) => a - b))
      const from = Math.min(start, column.length)
      const after = (is: (each: number) => boolean) => {
        const at = column.findIndex((each, k) => k >= from && is(each))
        return at < 0 ? column.length : at
      }
      expect(firstAbove(column, value, from, column.length)).toBe(after((each) => each > value))
      expect(firstFrom(column, value, from, column.length)).toBe(after((each) => each >= value))
    }),
    { seed: 20_261_123 },
  )
})
