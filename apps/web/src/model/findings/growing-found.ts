// Counts what stuck together or came apart between two lanes, in the lower lane's order in time. It grows with both
// lanes, so that following a track costs only as much as what is new.
import { GrowingOverlaps, Growth, type Lane, withRoom } from '@unstick/session'
import type { CountsBefore } from '../lanes/counts-before.ts'
import { timeOrder } from '../lanes/moments.ts'

export class GrowingFound {
  readonly #overlaps: GrowingOverlaps
  /** For each interval, whether it stuck or split. Valid as far as the overlaps were read. */
  #flags = new Uint32Array(0)
  #before: Uint32Array<ArrayBuffer> = new Uint32Array(1)
  readonly #growth = new Growth()
  /** How many overlaps were read, and how many intervals were counted. */
  #pieces = 0
  #count = 0

  constructor(
    readonly upper: Lane,
    readonly lane: Lane,
  ) {
    this.#overlaps = new GrowingOverlaps(upper, lane)
  }

  /** At `k`: how many of the first `k` intervals in time stuck together or came apart after the lane above. */
  advance(): CountsBefore {
    const { lane } = this
    this.#overlaps.advance()
    const { count, lowers } = this.#overlaps
    if (!this.#growth.continues(this.#overlaps)) {
      this.#flags.fill(0)
      this.#pieces = 0
      this.#count = 0
    }
    if (count === this.#pieces && lane.count === this.#count) return this.#before
    // The last interval may have grown.
    const changed = count > this.#pieces ? (lowers[Math.max(0, this.#pieces - 1)] as number) : Infinity
    this.#flags = withRoom(this.#flags, lane.count)
    this.#before = withRoom(this.#before, lane.count + 1)
    this.#mark()
    const { indices } = timeOrder(lane)
    for (let k = indices ? 0 : Math.min(this.#count, changed); k < lane.count; k += 1)
      this.#before[k + 1] = (this.#before[k] as number) + (this.#flags[indices?.[k] ?? k] as number)
    this.#pieces = count
    this.#count = lane.count
    return this.#before
  }

  #mark(): void {
    const { count, uppers, lowers } = this.#overlaps
    for (let k = Math.max(1, this.#pieces); k < count; k += 1) {
      const merged = lowers[k] === lowers[k - 1]
      const split = uppers[k] === uppers[k - 1]
      if (merged || split) this.#flags[lowers[k] as number] = 1
      if (split) this.#flags[lowers[k - 1] as number] = 1
    }
  }
}
