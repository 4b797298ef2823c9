import { expect, test } from 'vitest'
import { type HandInterval, subjectOf } from '../../../test/subject-of.ts'
import { laneKinds } from '@unstick/session'
import { noTint } from '../layout.ts'
import { heatOf, layOutOverview } from './overview.ts'
import type { Subject } from '../../model/stream/subject.ts'

const RECV = laneKinds.indexOf('recv')
/** A recv of ten bytes each millisecond, over 640 ms: two per bin of the overview on either axis. */
const recv: HandInterval[] = Array.from({ length: 640 }, (_, k) => [k * 10, k * 10 + 10, k, k])
const subject = { ...subjectOf({ recv, span: 640 }), found: found([100, 400, 401]) }

function found(indices: readonly number[]): Subject['found'] {
  return [{ kind: 'merge', lane: 'recv', count: indices.length, indices: Uint32Array.from(indices) }]
}

const heats = (axis: 'time' | 'bytes') => {
  const extent = axis === 'time' ? ([0, 640e6] as const) : ([0, 6_400] as const)
  const { bins, findings } = layOutOverview(subject, axis, 'even', extent, extent)
  const row = Array.from(findings.subarray(RECV * bins, (RECV + 1) * bins))
  return row.flatMap((heat, bin) => (heat > 0 ? [[bin, heat]] : []))
}

test('a bin in which half the intervals have findings is half as hot as one in which all have', () => {
  expect(heats('time')).toEqual([
    [50, 128],
    [200, 255],
  ])
})

test('on the bytes axis findings are where their bytes are', () => {
  const hottest = heats('bytes').toSorted(([, a = 0], [, b = 0]) => b - a)
  expect(hottest.slice(0, 2).map(([bin]) => bin)).toEqual([200, 50])
})

test('one finding among a hundred thousand intervals is not lost', () => {
  expect([heatOf(0, 100_000), heatOf(1, 100_000), heatOf(100_000, 100_000)]).toEqual([0, 1, 255])
})

test('a moment is three bins wide on the time axis, unless the next one cuts it short', () => {
  const few = subjectOf({
    recv: [
      [0, 10, 0, 0],
      [10, 20, 100, 100],
      [20, 30, 102, 102],
    ],
    span: 640,
  })
  const { bins, tints } = layOutOverview(few, 'time', 'even', [0, 640e6], [0, 640e6])
  const there = Array.from(tints.subarray(RECV * bins, (RECV + 1) * bins)).flatMap((tint, bin) =>
    tint === noTint ? [] : [bin],
  )
  expect(there).toEqual([0, 1, 2, 50, 51, 52, 53])
})

test('a shown part is given as a fraction of the whole', () => {
  const { from, to } = layOutOverview(subject, 'time', 'even', [0, 640e6], [160e6, 480e6])
  expect([from, to]).toEqual([0.25, 0.75])
})

test('the place where the framing gave up is on both axes: at its byte, and when that byte came', () => {
  const error = { code: 'FRAME_TOO_LONG', offset: 1_605, at: 1_605, message: '' } as const
  const refused = subjectOf({ recv, span: 640, header: 4, error })
  expect(layOutOverview(refused, 'bytes', 'linear', [0, 6_400], [0, 6_400]).refused).toBe(1_605 / 6_400)
  expect(layOutOverview(refused, 'time', 'even', [0, 640e6], [0, 640e6]).refused).toBe(0.25)
  expect(layOutOverview(subject, 'time', 'even', [0, 640e6], [0, 640e6]).refused).toBeUndefined()
})
