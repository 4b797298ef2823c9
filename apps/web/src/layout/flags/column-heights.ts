// How high the columns of a lane are: the fraction of its height by an interval's bytes, linear where sizes are alike.
import { Growth, type Kept, type Lane } from '@unstick/session'

/** If the largest has more than so many times the bytes of the smallest, heights grow with a power of the bytes. */
const ALIKE = 8
const POWER = 0.36
const LEAST = 0.14

class GrowingSizes {
  least = Infinity
  most = 0
  #count = 0
  readonly #growth = new Growth()

  advance(lane: Lane): this {
    if (!this.#growth.continues(lane)) [this.#count, this.least, this.most] = [0, Infinity, 0]
    for (; this.#count < lane.count; this.#count += 1) {
      const size = (lane.ends[this.#count] as number) - (lane.starts[this.#count] as number)
      this.least = Math.min(this.least, size)
      this.most = Math.max(this.most, size)
    }
    return this
  }
}

const sizes: Kept<GrowingSizes> = { make: () => new GrowingSizes() }

export const columnHeights = (lane: Lane): ((bytes: number) => number) => {
  const { least, most } = lane.kept().get(sizes).advance(lane)
  if (most === 0) return () => LEAST
  const isAlike = most <= ALIKE * Math.max(1, least)
  return (bytes) => Math.max(LEAST, Math.min(1, isAlike ? bytes / most : (bytes / most) ** POWER))
}
