import { expect, test } from 'vitest'
import { guessFraming, rawBytes } from '../../src/index.ts'

/** Three messages with a length of four bytes in front, and the beginning of a fourth. */
const bytes = Buffer.from('000000036162630000000264650000000466676869000001', 'hex')
const heard = rawBytes(bytes, true)

test.each([
  [1, 'the stream ends inside a message'],
  [2, '2 of 2 streams end inside a message'],
])('of %d streams that end inside a message it says so', (count, says) => {
  const [nearest] = guessFraming(Array.from({ length: count }, () => heard)).ranked
  expect(nearest?.framing).toBe('length:u32be')
  expect(nearest?.speaksAgainst).toContain(says)
})
