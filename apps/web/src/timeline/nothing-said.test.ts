import { expect, test } from 'vitest'
import { nothingSaid } from './nothing-said.ts'

test.each([
  [{ sends: 2, segments: 2, recvs: 2 }, 'No bytes were joined, cut or lost.'],
  [{ sends: 2, segments: 0, recvs: 2 }, 'No bytes were joined, cut or lost.'],
  [{ sends: 0, segments: 9, recvs: 0 }, 'Only packets were recorded.'],
  [{ sends: 1, segments: 0, recvs: 0 }, 'Only what was sent was recorded.'],
  [{ sends: 0, segments: 0, recvs: 1 }, 'Only what was received was recorded.'],
])('of %o is said: %s', (counts, said) => {
  expect(nothingSaid(counts)).toBe(said)
})
