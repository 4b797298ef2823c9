import { expect, test } from 'vitest'
import { stuck } from '../../test/subject-of.ts'
import { boxOf, hitTest } from './hit.ts'
import { layOut } from './lay-out.ts'
import { stageOf } from './stage.ts'

const stage = stageOf(730, 800)
const layout = layOut(stuck, {
  stream: 0,
  axis: 'bytes',
  domain: undefined,
  width: stage.plot,
  until: undefined,
})
const inLane = (lane: number) => (stage.lanes[lane] ?? 0) + 5

test('the plot is what the titles and the margin leave', () => {
  expect([stage.left, stage.plot]).toEqual([104, 600])
})

test('a point on a box is that interval', () => {
  expect(hitTest(layout, stage, 104 + 299, inLane(0))).toEqual({
    lane: 'send',
    index: 0,
    merged: 1,
    stream: 0,
  })
  expect(hitTest(layout, stage, 104 + 301, inLane(0))).toEqual({
    lane: 'send',
    index: 1,
    merged: 1,
    stream: 0,
  })
  expect(hitTest(layout, stage, 104 + 599, inLane(2))).toEqual({
    lane: 'recv',
    index: 0,
    merged: 1,
    stream: 0,
  })
})

test('a point three pixels off still is, one farther off is not', () => {
  expect(hitTest(layout, stage, 104 - 3, inLane(0))?.index).toBe(0)
  expect(hitTest(layout, stage, 104 - 4, inLane(0))).toBeUndefined()
})

test('between the lanes there is nothing, nor on an empty lane', () => {
  expect(hitTest(layout, stage, 300, inLane(0) + 90)).toBeUndefined()
  expect(hitTest(layout, stage, 300, inLane(1))).toBeUndefined()
})

test('an interval’s box is found by its index', () => {
  expect(boxOf(layout, { lane: 'send', index: 1 })).toEqual({ x0: 300, x1: 600 })
  expect(boxOf(layout, { lane: 'send', index: 2 })).toBeUndefined()
})
