import { describe, expect, test } from 'vitest'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'

const two = {
  count: 2,
  unfolded: new Map([[0, 2 as const]]),
  scroll: 0,
  shown: { connection: 0, direction: 1 },
}

describe('stageOf a stream alone', () => {
  test('a stream alone has all the room, and no tracks', () => {
    const stage = stageOfLanes(1_000, 760, 4)
    expect(stage.tracks).toEqual([])
    expect(stage.lanes).toHaveLength(4)
    const last = stage.lanes[3]
    expect((last?.top ?? NaN) + (last?.height ?? NaN)).toBeLessThan(760)
  })
})

describe('stageOf tracks', () => {
  const stage = stageOfLanes(1_000, 760, 4, { axis: 'time', sharing: two })

  test('the shown stream has the second band, for the direction back', () => {
    const [there, back] = stage.tracks[0]?.bands ?? []
    expect(stage.lanes).toEqual(back?.lanes)
    expect(back?.top).toBe(there?.bottom)
  })

  test.each([480, 560, 760, 1_200])(
    'in %i px no lane reaches into the next, nor out of its band',
    (height) => {
      for (const { bands } of stageOfLanes(1_000, height, 4, { axis: 'time', sharing: two }).tracks)
        for (const { lanes, top, bottom } of bands)
          lanes.forEach((lane, k) => {
            const before = lanes[k - 1]
            expect(lane.top).toBeGreaterThanOrEqual(before ? before.top + before.height : top)
            expect(lane.top + lane.height).toBeLessThan(bottom)
          })
    },
  )

  test('a folded connection is below the unfolded one, without lanes', () => {
    expect(stage.tracks[1]).toEqual({ connection: 1, top: stage.tracks[0]?.bands[1]?.bottom, bands: [] })
  })

  test('a shown stream that is folded has its lanes out of sight', () => {
    const folded = stageOfLanes(1_000, 760, 4, {
      axis: 'time',
      sharing: { ...two, unfolded: new Map() },
    })
    expect(Math.max(...folded.lanes.map(({ top }) => top))).toBeLessThan(0)
  })
})
