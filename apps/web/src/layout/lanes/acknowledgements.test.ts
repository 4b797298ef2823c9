import { expect, test } from 'vitest'
import { stuck } from '../../../test/subject-of.ts'
import { layOutAcknowledgements } from './acknowledgements.ts'

/** A millisecond a pixel. */
const scale = { px: (ns: number) => ns / 1e6, invert: (px: number) => px * 1e6 }
const at = (...ms: number[]) => ({ ...stuck, acknowledged: Float64Array.from(ms, (each) => each * 1e6) })
const marksOf = (subject: ReturnType<typeof at>, until?: number): number[] =>
  Array.from(layOutAcknowledgements(subject, scale, 100, until))

test('each acknowledgement has its mark; those nearer than five pixels to one share it', () => {
  expect(marksOf(at(10, 14, 15, 90))).toEqual([10, 15, 90])
})

test('a view’s width on each side is laid out too, and nothing beyond', () => {
  expect(marksOf(at(-120, -90, 50, 190, 230))).toEqual([-90, 50, 190])
})

test('in a replay those that had not come yet have none', () => {
  expect(marksOf(at(10, 50), 49e6)).toEqual([10])
  expect(marksOf(at(10, 50), 50e6)).toEqual([10, 50])
})
