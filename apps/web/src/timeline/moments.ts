// When the intervals of a lane were there, and in which order.
import type { Lane } from '@unstick/session'
import { firstAbove, firstFrom } from './search.ts'

/** When the bytes were there: a send as it was called, a recv as it returned. In nanoseconds after the epoch. */
export const momentOf = (lane: Lane, index: number): number => momentsOf(lane)[index] as number

const momentsOf = (lane: Lane): Float64Array => (lane.kind === 'recv' ? lane.dones : lane.times)

/** A lane's moments, rising. */
export interface TimeOrder {
  readonly moments: Float64Array
  /** The interval of each moment; `undefined` where that is its own number, for nothing came late. */
  readonly indices: Uint32Array | undefined
}

const known = new WeakMap<Lane, GrowingOrder>()

/**
 * A lane is in stream order, and a segment that was sent again came later than those behind it. The order grows with
 * the lane; what is given is valid until the lane grows.
 */
export const timeOrder = (lane: Lane): TimeOrder => {
  const before = known.get(lane)
  const growing = before ?? new GrowingOrder()
  if (!before) known.set(lane, growing)
  return growing.advance(lane)
}

const nothing: TimeOrder = { moments: new Float64Array(0), indices: undefined }

class GrowingOrder {
  #count = 0
  #revision = 0
  #order = nothing
  /** Room for the order's own columns, once something came late. */
  #moments = new Float64Array(0)
  #indices = new Uint32Array(0)

  advance(lane: Lane): TimeOrder {
    if (lane.revision !== this.#revision) {
      this.#revision = lane.revision
      this.#count = 0
      this.#order = nothing
    }
    const moments = momentsOf(lane)
    // The lane's column may have moved to a longer one.
    if (lane.count === this.#count && (this.#order.indices || this.#order.moments.buffer === moments.buffer))
      return this.#order
    const from = this.#count
    this.#count = lane.count
    if (this.#order.indices) this.#merge(moments, from, lane.count)
    else if (isRising(moments, Math.max(1, from), lane.count))
      this.#order = { moments: moments.subarray(0, lane.count), indices: undefined }
    else {
      this.#makeRoom(lane.count)
      for (let k = 0; k < from; k += 1) this.#indices[k] = k
      this.#moments.set(moments.subarray(0, from))
      this.#merge(moments, from, lane.count)
    }
    return this.#order
  }

  /** Puts intervals `from` to `to` among the others, which are in order: costs what stands behind the earliest of them. */
  #merge(moments: Float64Array, from: number, to: number): void {
    this.#makeRoom(to)
    const fresh = Uint32Array.from({ length: to - from }, (_, k) => from + k)
    fresh.sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b)
    const place = firstAbove(this.#moments, moments[fresh[0] as number] as number, 0, from)
    const behind = this.#indices.slice(place, from)
    let at = place
    let next = 0
    for (const index of fresh) {
      const moment = moments[index] as number
      // Of those at the same time the first in the stream comes first.
      for (
        let old = behind[next];
        old !== undefined && (moments[old] as number) <= moment;
        old = behind[++next]
      )
        this.#put(at++, old, moments)
      this.#put(at++, index, moments)
    }
    for (let old = behind[next]; old !== undefined; old = behind[++next]) this.#put(at++, old, moments)
    this.#order = { moments: this.#moments.subarray(0, to), indices: this.#indices.subarray(0, to) }
  }

  #put(at: number, index: number, moments: Float64Array): void {
    this.#indices[at] = index
    this.#moments[at] = moments[index] as number
  }

  #makeRoom(count: number): void {
    if (count <= this.#moments.length) return
    const wider = new Float64Array(count * 2)
    wider.set(this.#moments)
    this.#moments = wider
    const indices = new Uint32Array(count * 2)
    indices.set(this.#indices)
    this.#indices = indices
  }
}

const isRising = (moments: Float64Array, from: number, to: number): boolean => {
  for (let k = from; k < to; k += 1) if ((moments[k] as number) < (moments[k - 1] as number)) return false
  return true
}

/** How many intervals were there by `until`. */
export const happenedBy = (lane: Lane, until: number | undefined): number =>
  until === undefined ? lane.count : firstAbove(timeOrder(lane).moments, until, 0, lane.count)

/** The first place in the order whose moment is not before `time`. */
export const placeOfTime = ({ moments }: TimeOrder, time: number): number =>
  firstFrom(moments, time, 0, moments.length)
