// Moving between intervals by keys: where a step along a lane or to another lane leads.
import { boxOf } from './hit.ts'
import type { Interval } from '../../model/lanes/interval.ts'
import type { StreamLayout } from '../layout.ts'

/**
 * The neighbour in the lane (`dx`) or the nearest interval of the next lane that has any (`dy`). From nothing, or from
 * a lane that another framing left empty, the first interval. `undefined` if there is none that way.
 */
export const intervalByKey = (
  layout: StreamLayout,
  from: Interval | undefined,
  dx: -1 | 0 | 1,
  dy: -1 | 0 | 1,
): Interval | undefined => {
  const lane = layout.lanes.findIndex(({ name }) => name === from?.lane)
  const here = layout.lanes[lane]
  if (!from || !here || here.total === 0) {
    const first = layout.lanes.find(({ boxes }) => boxes.key.length > 0)
    return first && { lane: first.name, index: first.boxes.key[0] ?? 0 }
  }
  if (dy === 0) return { lane: here.name, index: Math.min(here.total - 1, Math.max(0, from.index + dx)) }
  const box = boxOf(layout, from)
  const middle = box ? (box.x0 + box.x1) / 2 : 0
  for (let next = lane + dy; next >= 0 && next < layout.lanes.length; next += dy) {
    const there = layout.lanes[next]
    if (!there || there.boxes.key.length === 0) continue
    const { name, boxes } = there
    const away = Array.from(boxes.x0, (x0, k) => Math.max(x0 - middle, middle - (boxes.x1[k] ?? x0), 0))
    return { lane: name, index: boxes.key[away.indexOf(Math.min(...away))] ?? 0 }
  }
  return undefined
}
