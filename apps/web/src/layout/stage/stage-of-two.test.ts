import { expect, test } from 'vitest'
import { stageOfTwo } from './stage-of-two.ts'
import { stageOf } from './stage.ts'

/** The words under the last lane are on a line 19 pixels below it, and reach a little lower. */
const WORDS = 23

test.each([249, 300, 349, 399])(
  'two that share a page have room for four lanes and their words: %i high',
  (height) => {
    for (const position of ['above', 'beneath'] as const) {
      const { lanes, laneHeight } = stageOfTwo(600, height, 4, position)
      expect((lanes[3] ?? NaN) + laneHeight + WORDS).toBeLessThanOrEqual(height)
      // Words under a lane do not touch the next one.
      expect((lanes[1] ?? NaN) - (lanes[0] ?? NaN) - laneHeight).toBeGreaterThanOrEqual(WORDS)
    }
  },
)

test('the lower one has no overview if there is little room, and one if there is enough', () => {
  expect(stageOfTwo(600, 399, 4, 'beneath').overview.height).toBe(0)
  expect(stageOfTwo(600, 400, 4, 'beneath')).toEqual(stageOf(600, 400, 4))
})

test('above the lanes nothing overlaps: overview, the ruler’s numbers, their ticks, the first lane', () => {
  for (const position of ['above', 'beneath'] as const) {
    const { overview, axis, lanes, ground, room } = stageOfTwo(600, 300, 4, position)
    // Eleven pixels are the height of the numbers above their line.
    expect(axis.text - 11).toBeGreaterThanOrEqual(overview.top + overview.height)
    expect(axis.tick).toBeGreaterThan(axis.text)
    expect((lanes[0] ?? NaN) - ground).toBeGreaterThanOrEqual(room.top)
    expect(room.top).toBeGreaterThanOrEqual(axis.tick + 5)
  }
})
