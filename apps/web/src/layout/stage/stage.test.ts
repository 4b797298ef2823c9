import { describe, expect, test } from 'vitest'
import { stageOf } from './stage.ts'

const two = {
  count: 2,
  unfolded: new Map([[0, 2 as const]]),
  scroll: 0,
  shown: { connection: 0, direction: 1 },
}

describe('stageOf(width, height)', () => {
  test('a stream alone has all the room, and no tracks', () => {
    const stage = stageOf(1_000, 760, 4)
    expect(stage.tracks).toEqual([])
    expect(stage.lanes).toHaveLength(4)
    expect(stage.lanes[3] ?? 0).toBeLessThan(760 - stage.laneHeight)
  })
})

describe('stageOf(width, height, sharing)', () => {
  const stage = stageOf(1_000, 760, 4, two)

  test('the shown stream has the second band, for the direction back', () => {
    const [there, back] = stage.tracks[0]?.bands ?? []
    expect(stage.lanes).toEqual(back?.lanes)
    expect(back?.top).toBe(there?.bottom)
  })

  test.each([480, 560, 760, 1_200])(
    'in %i px no lane reaches into the next, nor out of its band',
    (height) => {
      for (const { bands } of stageOf(1_000, height, 4, two).tracks)
        for (const { lanes, laneHeight, ground, top, bottom } of bands)
          lanes.forEach((lane, k) => {
            expect(lane - ground).toBeGreaterThanOrEqual(
              k === 0 ? top : (lanes[k - 1] ?? 0) + laneHeight + ground,
            )
            expect(lane + laneHeight).toBeLessThan(bottom)
          })
    },
  )

  test('a folded connection is below the unfolded one, without lanes', () => {
    expect(stage.tracks[1]).toEqual({ connection: 1, top: stage.tracks[0]?.bands[1]?.bottom, bands: [] })
  })

  test('a shown stream that is folded has its lanes out of sight', () => {
    const folded = stageOf(1_000, 760, 4, { ...two, unfolded: new Map() })
    expect(Math.max(...folded.lanes)).toBeLessThan(0)
  })
})
