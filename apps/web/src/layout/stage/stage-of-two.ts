// The vertical layout of two timelines that share the page, each with half the height.
import { gapOf, spread, type Stage, stageOf } from './stage.ts'

/** Whether a timeline has the page to itself, or is above or below another one. */
export type PanePosition = 'alone' | 'above' | 'beneath'

/** A lower timeline has less above its lanes, and the one below has no overview. */
const LOW = 400
/** Below a lane there is room for its words; below the last one, for everything said about the lane. */
const WORDS = 24
const BELOW_LAST = 30
const GROUND = 14

const heads = {
  above: { overview: { top: 8, height: 16 }, axis: { text: 40, tick: 45 }, first: 64 },
  beneath: { overview: { top: -1, height: 0 }, axis: { text: 16, tick: 21 }, first: 42 },
} as const

export const stageOfTwo = (
  width: number,
  height: number,
  count: number,
  position: Exclude<PanePosition, 'alone'>,
): Stage => {
  const stage = stageOf(width, height, count)
  if (height >= LOW) return stage
  const { overview, axis, first } = heads[position]
  const laneHeight = height < 300 ? 22 : 26
  const gap = Math.max(laneHeight + WORDS, gapOf(height - first - BELOW_LAST, laneHeight, count))
  const top = first - GROUND
  return {
    ...stage,
    overview,
    axis,
    lanes: spread(first, gap, count),
    laneHeight,
    ground: Math.min(GROUND, (gap - laneHeight) / 2),
    top,
    bottom: height - 4,
    room: { top, bottom: height },
  }
}
