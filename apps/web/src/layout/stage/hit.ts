// What is under the pointer, computed from the layout.
import type { Interval } from '../../model/lanes/interval.ts'
import type { LaneLayout, Layout, StreamLayout } from '../layout.ts'
import type { Band, Stage } from './stage.ts'
import { filledBands } from './bands.ts'

export interface Hit extends Interval {
  /** The stream that its lane belongs to. */
  readonly stream: number
  /** How many intervals its box shows. */
  readonly merged: number
}

/** How far outside a box still counts, in pixels. */
const REACH = 3

/** `x` and `y` in pixels of the canvas. */
export const hitTest = (layout: Layout, stage: Stage, x: number, y: number): Hit | undefined => {
  if (y < stage.room.top || y > stage.room.bottom) return undefined
  for (const { band, layout: streamLayout } of filledBands(layout, stage)) {
    const at = laneAt(band, y)
    const lane = streamLayout.lanes[at]
    if (lane) return hitLane(streamLayout, lane, x - stage.left, rowAt(band, at, y))
  }
  return undefined
}

const laneAt = ({ lanes }: Band, y: number): number =>
  lanes.findIndex(({ rows, rowHeight }) => {
    const [first = Infinity] = rows
    return y >= first - REACH && y <= (rows.at(-1) ?? first) + rowHeight + REACH
  })

const rowAt = ({ lanes }: Band, lane: number, y: number): number =>
  Math.max(0, lanes[lane]?.rows.findLastIndex((top) => y >= top) ?? 0)

const hitLane = (
  { stream }: StreamLayout,
  { name, boxes }: LaneLayout,
  x: number,
  row: number,
): Hit | undefined => {
  let best: { distance: number; at: number } | undefined
  for (let k = 0; k < boxes.key.length; k += 1) {
    if (boxes.row[k] !== row) continue
    const distance = Math.max((boxes.x0[k] as number) - x, x - (boxes.x1[k] as number), 0)
    if (distance <= REACH && distance < (best?.distance ?? Infinity)) best = { distance, at: k }
  }
  if (!best) return undefined
  const index = boxes.key[best.at] as number
  return { stream, lane: name, index, merged: boxes.merged[best.at] as number }
}

/** An interval's box, in pixels of the plot. */
export interface Box {
  readonly x0: number
  readonly x1: number
  readonly row: number
}

export const boxOf = (layout: StreamLayout, { lane, index }: Interval): Box | undefined => {
  const boxes = layout.lanes.find(({ name }) => name === lane)?.boxes
  if (!boxes) return undefined
  // From left to right they are in the axis's order. If some came late, their numbers do not rise.
  const at = boxes.key.findLastIndex((key, k) => key <= index && index < key + (boxes.merged[k] as number))
  if (at < 0) return undefined
  const edge = (column: Float32Array): number => column[at] as number
  return { x0: edge(boxes.x0), x1: edge(boxes.x1), row: boxes.row[at] as number }
}
