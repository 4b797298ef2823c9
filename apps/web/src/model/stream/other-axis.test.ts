import { lanesByKind } from '../../../test/subject-of.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomSubjects } from '../../../test/random-subjects.ts'
import { subjectOf } from '../../../test/subject-of.ts'
import type { AxisKind } from '../axis/axis.ts'
import { momentOf } from '../lanes/moments.ts'
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

test('a time in view is shown as the bytes that were sent or received then', () => {
  expect(onOtherAxis(subject, 'time', [9e6, 21e6])).toEqual([10, 30])
})

test('if nothing is in view, there is nothing to keep', () => {
  expect(onOtherAxis(subject, 'time', [50e6, 60e6])).toBeUndefined()
})

test('a segment that came late: the time of its bytes reaches to it, and its bytes belong to its time', () => {
  const late = subjectOf({
    segment: [
      [0, 10, 1],
      [10, 20, 200],
      [20, 30, 2],
      [30, 40, 3],
      [40, 50, 210],
    ],
    span: 300,
  })
  expect(onOtherAxis(late, 'bytes', [0, 40], 0)).toEqual([1e6, 200e6])
  expect(onOtherAxis(late, 'time', [0, 10e6])).toEqual([0, 40])
  expect(onOtherAxis(late, 'time', [150e6, 205e6])).toEqual([10, 20])
})

test('it equals a look at every interval, whatever came late, overtook or was lost', () => {
  const cases = fc.record({
    subject: randomSubjects,
    axis: fc.constantFrom<AxisKind>('time', 'bytes'),
    ends: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  fc.assert(
    fc.property(cases, ({ subject: random, axis, ends }) => {
      const length = axis === 'time' ? random.extent[1] : random.length
      const [from, to] = ends.map((end) => Math.round(end * length)).toSorted((a, b) => a - b) as [
        number,
        number,
      ]
      const { send, segment, recv } = lanesByKind(random)
      const parts = [send, segment, recv].flatMap((lane) =>
        Array.from({ length: lane.count }, (_, k) => {
          const [start, end, at] = [lane.starts[k] ?? 0, lane.ends[k] ?? 0, momentOf(lane, k)]
          if (axis === 'bytes') return start < to && end > from ? [at] : []
          return at >= from && at <= to ? [start, end] : []
        }).flat(),
      )
      const wanted = parts.length === 0 ? undefined : [Math.min(...parts), Math.max(...parts)]
      expect(onOtherAxis(random, axis, [from, to], 0)).toEqual(wanted)
    }),
    { seed: 8, numRuns: 200 },
  )
})
