// When the bytes of a lane were there in stream order: a reader gets a byte only after all before it. The moments rise.
import { bisectRight } from 'd3-array'
import { Growth, type Kept, type Lane, withRoom } from '@unstick/session'

/** For each interval of a lane, when all bytes up to its end were there: nanoseconds after the epoch. */
export interface InOrder {
  readonly at: Float64Array
  readonly ends: Float64Array
  readonly starts: Float64Array
  readonly count: number
}

class GrowingInOrder {
  #at = new Float64Array(0)
  #count = 0
  readonly #growth = new Growth()

  advance(lane: Lane, moments: Float64Array): InOrder {
    if (!this.#growth.continues(lane)) this.#count = 0
    this.#at = withRoom(this.#at, lane.count)
    for (; this.#count < lane.count; this.#count += 1) {
      const before = this.#count === 0 ? -Infinity : (this.#at[this.#count - 1] as number)
      this.#at[this.#count] = Math.max(before, moments[this.#count] as number)
    }
    return { at: this.#at, ends: lane.ends, starts: lane.starts, count: lane.count }
  }
}

const begun: Kept<GrowingInOrder> = { make: () => new GrowingInOrder() }
const done: Kept<GrowingInOrder> = { make: () => new GrowingInOrder() }

/** By when each interval began: a call, or a segment that left. */
export const begunInOrder = (lane: Lane): InOrder => lane.kept().get(begun).advance(lane, lane.times)

/** By when each interval was over: a return, or a segment that arrived. */
export const doneInOrder = (lane: Lane): InOrder => lane.kept().get(done).advance(lane, lane.dones)

/** How many bytes were there by `time`. */
export const bytesBy = ({ at, ends, count }: InOrder, time: number): number => {
  const k = bisectRight(at, time, 0, count)
  return k === 0 ? 0 : (ends[k - 1] as number)
}

/** When a byte was there; `Infinity`: never. */
export const momentOfByte = ({ at, ends, count }: InOrder, byte: number): number => {
  const k = bisectRight(ends, byte, 0, count)
  return k < count ? (at[k] as number) : Infinity
}
