// On the time axis a flag is as wide as its words. Tests the point that a zoom keeps, and
// that the box stays in view.
import { expect, test } from 'vitest'
import { subjectOf } from '../../../test/subject-of.ts'
import { zoomed } from '../axis/pan-zoom.ts'
import { boxOf } from './hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { AxisKind, Domain } from '../../model/axis/axis.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'
import { boxesOf } from './lane-place.ts'
import { type View, viewScale, zoomedAbout } from './view-scale.ts'

const stage = stageOfLanes(800, 800, 4, { axis: 'time' })
/** Six sends, a tenth of a millisecond apart, and a recv that took them all 300 ms later. */
const subject = subjectOf({
  send: [0, 1, 2, 3, 4, 5].map((k) => [10 * k, 10 * k + 10, 10 + k / 10] as const),
  recv: [[0, 60, 310]],
  span: 320,
})
const look = (axis: AxisKind, domain: Domain | undefined): View => ({
  drawn: layOutView(subject, { stream: 0, axis, domain, width: stage.plot, until: undefined }),
  slide: { shift: 0, stretch: 1 },
  axis,
  stage,
})
const last: Interval = { lane: 'send', index: 5 }
const boxIn = ({ drawn }: View, interval: Interval) => {
  const box = drawn && boxOf(drawn, interval)
  if (!box) throw new Error('it has no box')
  return box
}
const inLane = boxesOf(stage, 0).top + 5

test('on a column or a flag a zoom keeps its moment, however wide its words make it', () => {
  const view = look('time', undefined)
  for (const [interval, lane] of [
    [last, 0],
    [{ lane: 'recv', index: 0 } as const, 2],
  ] as const) {
    const { x0, x1 } = boxIn(view, interval)
    const { top } = boxesOf(stage, lane)
    expect(zoomedAbout(view, stage.left + x1 - 0.2, top + 5)).toBeCloseTo(x0, 3)
  }
})

test('outside all boxes, and on the bytes axis, a zoom keeps the pointer’s place', () => {
  expect(zoomedAbout(look('time', undefined), stage.left + 300, inLane)).toBe(300)
  expect(zoomedAbout(look('bytes', undefined), stage.left + 300, inLane)).toBe(300)
})

test('however far one zooms in on a box, it stays in view', () => {
  let view = look('time', undefined)
  for (let step = 0; step < 40; step += 1) {
    const scale = viewScale(view)
    if (!scale) throw new Error('no scale')
    const { x0, x1 } = boxIn(view, last)
    const about = zoomedAbout(view, stage.left + (x0 + x1) / 2, inLane)
    view = look('time', zoomed(scale, stage.plot, about, 1.3))
    const box = boxIn(view, last)
    expect(box.x1).toBeGreaterThan(0)
    expect(box.x0).toBeLessThan(stage.plot)
  }
})
