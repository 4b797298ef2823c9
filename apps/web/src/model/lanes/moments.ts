// The moments of a lane's intervals, and their order in time.
import { bisectLeft, bisectRight } from 'd3-array'
import { Growth, type Kept, type Lane, withRoom } from '@unstick/session'

/** The moment of the bytes, in nanoseconds after the epoch: when a send was called, or when a recv returned. */
export const momentOf = (lane: Lane, index: number): number => momentsOf(lane)[index] as number

const momentsOf = (lane: Lane): Float64Array => (lane.kind === 'recv' ? lane.dones : lane.times)

/** A lane's moments, rising. */
export interface TimeOrder {
  readonly moments: Float64Array
  /** The interval of each moment; `undefined` if nothing came late, because then it is the moment's own index. */
  readonly indices: Uint32Array | undefined
  /** If anything came late: for each `BLOCK` intervals of the stream, the earliest and the latest moment. */
  readonly least: readonly number[]
  readonly most: readonly number[]
}

export const BLOCK = 512

/**
 * A lane is in stream order, but a segment that was sent again came later than the ones after it. The order grows with
 * the lane; a returned order is valid until the lane grows.
 */
export const timeOrder = (lane: Lane): TimeOrder => lane.kept().get(byMoment).advance(lane, momentsOf(lane))

/** The same, ordered by when each was called. */
export const callOrder = (lane: Lane): TimeOrder => lane.kept().get(byCall).advance(lane, lane.times)

const byMoment: Kept<GrowingOrder> = { make: () => new GrowingOrder() }
const byCall: Kept<GrowingOrder> = { make: () => new GrowingOrder() }

const nothing: TimeOrder = { moments: new Float64Array(0), indices: undefined, least: [], most: [] }

class GrowingOrder {
  #count = 0
  readonly #growth = new Growth()
  #order = nothing
  /** Room for the order's own columns, used once something came late. */
  #moments = new Float64Array(0)
  #indices = new Uint32Array(0)
  readonly #least: number[] = []
  readonly #most: number[] = []

  advance(lane: Lane, moments: Float64Array): TimeOrder {
    if (!this.#growth.continues(lane)) {
      this.#count = 0
      this.#order = nothing
    }
    // The lane's column may have moved to a longer one.
    if (lane.count === this.#count && (this.#order.indices || this.#order.moments.buffer === moments.buffer))
      return this.#order
    const from = this.#count
    this.#count = lane.count
    if (this.#order.indices) this.#merge(moments, from, lane.count)
    else if (isRising(moments, Math.max(1, from), lane.count))
      this.#order = { ...nothing, moments: moments.subarray(0, lane.count) }
    else {
      this.#makeRoom(lane.count)
      for (let k = 0; k < from; k += 1) this.#indices[k] = k
      this.#moments.set(moments.subarray(0, from))
      this.#merge(moments, from, lane.count)
    }
    return this.#order
  }

  /** Merges intervals `from` to `to` into the ordered ones. The cost is everything after the earliest of them. */
  #merge(moments: Float64Array, from: number, to: number): void {
    this.#makeRoom(to)
    this.#sumUp(moments, this.#order.indices ? from : 0, to)
    const fresh = Uint32Array.from({ length: to - from }, (_, k) => from + k)
    fresh.sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b)
    const place = bisectRight(this.#moments, moments[fresh[0] as number] as number, 0, from)
    const displaced = this.#indices.slice(place, from)
    let at = place
    let next = 0
    for (const index of fresh) {
      const moment = moments[index] as number
      // At the same time, the first in the stream comes first.
      for (
        let old = displaced[next];
        old !== undefined && (moments[old] as number) <= moment;
        old = displaced[++next]
      )
        this.#put(at++, old, moments)
      this.#put(at++, index, moments)
    }
    for (let old = displaced[next]; old !== undefined; old = displaced[++next]) this.#put(at++, old, moments)
    this.#order = {
      moments: this.#moments.subarray(0, to),
      indices: this.#indices.subarray(0, to),
      least: this.#least,
      most: this.#most,
    }
  }

  #sumUp(moments: Float64Array, from: number, to: number): void {
    for (let k = from; k < to; k += 1) {
      const block = Math.floor(k / BLOCK)
      const moment = moments[k] as number
      this.#least[block] = k % BLOCK === 0 ? moment : Math.min(this.#least[block] as number, moment)
      this.#most[block] = k % BLOCK === 0 ? moment : Math.max(this.#most[block] as number, moment)
    }
  }

  #put(at: number, index: number, moments: Float64Array): void {
    this.#indices[at] = index
    this.#moments[at] = moments[index] as number
  }

  #makeRoom(count: number): void {
    this.#moments = withRoom(this.#moments, count)
    this.#indices = withRoom(this.#indices, count)
  }
}

const isRising = (moments: Float64Array, from: number, to: number): boolean => {
  for (let k = from; k < to; k += 1) if ((moments[k] as number) < (moments[k - 1] as number)) return false
  return true
}

/** How many intervals had their moment by `until`. */
export const happenedBy = (lane: Lane, until: number | undefined): number =>
  until === undefined ? lane.count : bisectRight(timeOrder(lane).moments, until, 0, lane.count)

/** The first place in the order whose moment is not before `time`. */
export const placeOfTime = ({ moments }: TimeOrder, time: number): number =>
  bisectLeft(moments, time, 0, moments.length)
