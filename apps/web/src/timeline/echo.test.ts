import { expect, test } from 'vitest'
import { framed, stuck } from '../../test/subject-of.ts'
import { layOutView } from '../layout/view/lay-out-view.ts'
import type { Layout } from '../layout/layout.ts'
import { echoOf } from './echo.ts'

const query = { stream: 0, domain: undefined, width: 800, until: undefined } as const
const onBytes = layOutView(framed, { ...query, axis: 'bytes' })
const onTime = layOutView(framed, { ...query, axis: 'time' })

const slice = (
  layout: Layout,
  lane: number,
  k: number,
  last = k,
): { x0: number; x1: number; row: number } => {
  const { slices } = layout.lanes[lane] ?? { slices: undefined }
  return { x0: slices?.x0[k] ?? NaN, x1: slices?.x1[last] ?? NaN, row: slices?.row[last] ?? 0 }
}

test('on the bytes axis they are at one place in every lane that has intervals', () => {
  // Eighteen bytes in two messages of equal length: the second is the right half.
  const places = echoOf(onBytes, 18, { start: 9, end: 18 })
  const right = { x0: 400, x1: 800, row: 0 }
  expect(places).toEqual([right, undefined, right, right])
})

test('on the time axis each lane has them where its own slices are', () => {
  const [send, segment, recv, message] = echoOf(onTime, 18, { start: 9, end: 18 })
  expect(send).toEqual(slice(onTime, 0, 1))
  expect(segment).toBeUndefined()
  // A flag has its header beside its body.
  expect(message).toEqual(slice(onTime, 3, 2, 3))
  expect(message?.row).toBe(1)
  // The recv is a column: the second half of its bytes is its right half.
  const column = slice(onTime, 2, 0)
  expect(recv?.x0).toBeCloseTo((column.x0 + column.x1) / 2, 3)
})

test('a part of a slice is marked as that part', () => {
  // The first message's header: four of nine bytes.
  const { x0, x1 } = slice(onTime, 0, 0)
  const [send] = echoOf(onTime, 18, { start: 0, end: 4 })
  expect(send?.x0).toBeCloseTo(x0, 4)
  expect(send?.x1).toBeCloseTo(x0 + ((x1 - x0) * 4) / 9, 4)
})

test('at the end of the stream its last slice ends too', () => {
  const layout = layOutView(stuck, { ...query, axis: 'time' })
  const last = slice(layout, 3, 1)
  expect(echoOf(layout, 10, { start: 5, end: 10 })[3]).toEqual(last)
})
