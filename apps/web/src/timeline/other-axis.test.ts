import { expect, test } from 'vitest'
import { subjectOf } from '../../test/subject-of.ts'
import { onOtherAxis } from './other-axis.ts'

// Four sends of 10 bytes, 10 ms apart, each received 5 ms later by a call that took 1 ms.
const subject = subjectOf({
  send: [0, 1, 2, 3].map((k) => [10 * k, 10 * k + 10, 10 * k] as const),
  recv: [0, 1, 2, 3].map((k) => [10 * k, 10 * k + 10, 10 * k + 5, 10 * k + 6] as const),
  span: 100,
})

test('bytes in view are shown from their sends to their recvs, with a little room', () => {
  const [from = NaN, to = NaN] = onOtherAxis(subject, 'bytes', [12, 28]) ?? []
  expect(from).toBeCloseTo(10e6 - 16e6 * 0.06)
  expect(to).toBeCloseTo(26e6 + 16e6 * 0.06)
})

test('a time in view is shown as the bytes that were sent and received then', () => {
  expect(onOtherAxis(subject, 'time', [9e6, 21e6])).toEqual([10, 30])
})

test('where nothing is in view there is nothing to keep', () => {
  expect(onOtherAxis(subject, 'time', [50e6, 60e6])).toBeUndefined()
})
