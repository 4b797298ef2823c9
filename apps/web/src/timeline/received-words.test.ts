import { laneKinds } from '@unstick/session'
import { expect, test } from 'vitest'
import { receivedWords } from './received-words.ts'

test.each([
  [[200, 200, 12, 12], '12 of 200 datagrams'],
  [[0, 3, 1, 1], '1 of 3 datagrams'],
  // The capture missed some as well.
  [[200, 150, 150, 150], '150 of 200 datagrams'],
  [[3, 3, 3, 3], ''],
  // It is not known whether the reader is in the log.
  [[3, 3, 0, 0], ''],
  // The reader has calls from before the sender's.
  [[1, 0, 2, 2], ''],
])('lanes of %j intervals: the reader got "%s"', (totals, words) => {
  expect(receivedWords(laneKinds.map((kind, k) => ({ kind, total: totals[k] ?? 0 })))).toBe(words)
})
