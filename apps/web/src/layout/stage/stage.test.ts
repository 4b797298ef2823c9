import { describe, expect, test } from 'vitest'
import type { Band, TrackStage } from './stage.ts'
import { stageOfLanes } from '../../../test/stage-of-lanes.ts'

const bandsOf = ({ parts }: TrackStage): Band[] =>
  parts.flatMap((part) => (part.kind === 'lanes' ? [part.band] : []))

const two = {
  count: 2,
  unfolded: new Map([[0, ['lanes', 'lanes'] as const]]),
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

describe('stageOf a part', () => {
  test('a timeline that shows everything has no overview, and its lanes begin that much higher', () => {
    const whole = stageOfLanes(1_000, 760, 4)
    const part = stageOfLanes(1_000, 760, 4, { isPart: true })
    expect(whole.overview.height).toBe(0)
    expect(part.overview.height).toBe(26)
    expect(part.top - whole.top).toBe(28)
  })
})

describe('stageOf a connection with two directions', () => {
  const shown = { connection: 0, direction: 1 }
  const forms = ['strip', 'lanes'] as const
  const stage = stageOfLanes(1_000, 760, 4, {
    axis: 'time',
    sharing: { count: 1, unfolded: new Map([[0, forms]]), scroll: 0, shown },
  })

  test('the shown one has all the room but one row below it, whichever direction it is', () => {
    const [track] = stage.tracks
    expect(track?.headed).toBe(false)
    expect(stage.top).toBe(stage.room.top)
    expect(stage.bottom).toBe(stage.room.bottom - 30)
    expect(track?.parts[0]).toEqual({ kind: 'strip', top: stage.bottom })
    expect(stage.named).toBe(false)
  })
})

describe('stageOf tracks', () => {
  const stage = stageOfLanes(1_000, 760, 4, { axis: 'time', sharing: two })

  test('the shown stream has the second band, for the direction back', () => {
    const [there, back] = stage.tracks.slice(0, 1).flatMap(bandsOf)
    expect(stage.lanes).toEqual(back?.lanes)
    expect(back?.top).toBe(there?.bottom)
  })

  test.each([480, 560, 760, 1_200])(
    'in %i px no lane reaches into the next, nor out of its band',
    (height) => {
      for (const track of stageOfLanes(1_000, height, 4, { axis: 'time', sharing: two }).tracks)
        for (const { lanes, top, bottom } of bandsOf(track))
          lanes.forEach((lane, k) => {
            const before = lanes[k - 1]
            expect(lane.top).toBeGreaterThanOrEqual(before ? before.top + before.height : top)
            expect(lane.top + lane.height).toBeLessThan(bottom)
          })
    },
  )

  test('a folded connection is below the unfolded one, without lanes', () => {
    const [, back] = stage.tracks.slice(0, 1).flatMap(bandsOf)
    expect(stage.tracks[1]).toEqual({ connection: 1, top: back?.bottom, headed: true, parts: [] })
  })

  test('a shown stream that is folded has its lanes out of sight', () => {
    const folded = stageOfLanes(1_000, 760, 4, {
      axis: 'time',
      sharing: { ...two, unfolded: new Map() },
    })
    expect(Math.max(...folded.lanes.map(({ top }) => top))).toBeLessThan(0)
  })
})
