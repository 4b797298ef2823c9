import { expect, test } from 'vitest'
import { stuck, subjectOf } from '../../../test/subject-of.ts'
import { boxOf, hitTest } from './hit.ts'
import { layOutView } from '../view/lay-out-view.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { boxesOf } from './lane-place.ts'

const late = subjectOf({
  segment: [
    [0, 10, 0],
    [10, 20, 95],
    [20, 30, 20],
    [30, 40, 30],
  ],
  span: 100,
})

const stage = stageOfLanes(770, 800, 4)
const layout = layOutView(stuck, {
  stream: 0,
  axis: 'bytes',
  domain: undefined,
  width: stage.plot,
  until: undefined,
})
const inLane = (lane: number) => boxesOf(stage, lane).top + 5

test('the plot is the room beside the titles and the margin', () => {
  expect([stage.left, stage.plot]).toEqual([144, 600])
})

test('a point on a box is that interval', () => {
  expect(hitTest(layout, stage, 144 + 299, inLane(0))).toEqual({
    lane: 'send',
    index: 0,
    merged: 1,
    stream: 0,
  })
  expect(hitTest(layout, stage, 144 + 301, inLane(0))).toEqual({
    lane: 'send',
    index: 1,
    merged: 1,
    stream: 0,
  })
  expect(hitTest(layout, stage, 144 + 599, inLane(2))).toEqual({
    lane: 'recv',
    index: 0,
    merged: 1,
    stream: 0,
  })
})

test('a point three pixels off still is, one farther away is not', () => {
  expect(hitTest(layout, stage, 144 - 3, inLane(0))?.index).toBe(0)
  expect(hitTest(layout, stage, 144 - 4, inLane(0))).toBeUndefined()
})

test('between the lanes there is nothing, and on an empty lane neither', () => {
  expect(hitTest(layout, stage, 300, inLane(0) + boxesOf(stage, 0).height + 8)).toBeUndefined()
  expect(hitTest(layout, stage, 300, inLane(1))).toBeUndefined()
})

test('an interval’s box is found by its index', () => {
  expect(boxOf(layout, { lane: 'send', index: 1 })).toEqual({ x0: 300, x1: 600, row: 0 })
  expect(boxOf(layout, { lane: 'send', index: 2 })).toBeUndefined()
})

test('if one came late, the point and the index still both find each at its own moment', () => {
  const inTime = layOutView(late, {
    stream: 0,
    axis: 'time',
    domain: [0, 100e6],
    width: stage.plot,
    until: undefined,
  })
  for (const [index, x] of [0, 570, 120, 180].entries()) {
    expect(boxOf(inTime, { lane: 'segment', index })?.x0).toBeCloseTo(x)
    expect(hitTest(inTime, stage, 144 + x + 1, inLane(1))).toMatchObject({ index, merged: 1 })
  }
})
