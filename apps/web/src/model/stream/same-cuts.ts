// Whether a lane cuts the bytes like the lane above it, as far as both go. Then nothing happened between the two, and one
// picture of the bytes is enough.
import { Growth, type Kept, type Lane } from '@unstick/session'
import type { Subject } from './subject.ts'

/** Intervals from the first on that are the same in both lanes. */
class GrowingSameCuts {
  #same = 0
  readonly #growth = new Growth()

  advance(lane: Lane, above: Lane): number {
    if (!this.#growth.continues(lane, above)) this.#same = 0
    const most = Math.min(lane.count, above.count)
    while (
      this.#same < most &&
      lane.starts[this.#same] === above.starts[this.#same] &&
      lane.ends[this.#same] === above.ends[this.#same]
    )
      this.#same += 1
    return this.#same
  }
}

const lanesCuts: Kept<Map<Lane, GrowingSameCuts>> = { make: () => new Map() }

const isRead = ({ kind }: Lane): boolean => kind === 'message' || kind === 'frame'

/**
 * Not so of frames and messages, because what became of them is what the picture is about, and not of recvs that a framer reads,
 * because it is said what it held after each.
 */
export const isCutAsAbove = ({ lanes, frames, index }: Subject, lane: Lane): boolean => {
  const above = lanes[lanes.indexOf(lane) - 1]
  if (!above || lane.count === 0 || isRead(lane)) return false
  if (lane.kind === 'recv' && !frames.naive) return false
  const known = index.growing.get(lanesCuts)
  const cuts = known.get(lane) ?? new GrowingSameCuts()
  known.set(lane, cuts)
  return cuts.advance(lane, above) === lane.count
}
