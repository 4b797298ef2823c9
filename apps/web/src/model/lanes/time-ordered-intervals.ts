// All intervals of a stream's lanes in the order in which they happened. Any part is found by bisection, so that it
// costs only as much as is read of it.
import { bisectLeft, bisectRight, bisector } from 'd3-array'
import type { Lane } from '@unstick/session'
import { momentOf, timeOrder } from './moments.ts'
import { firstAbove, firstFrom } from '../bisect.ts'

export interface Place {
  /** The lane's place among the given lanes, and the interval's index. */
  readonly lane: number
  readonly index: number
  readonly time: number
}

/** Intervals at the same time are ordered by lane, and in stream order within each. */
export class TimeOrderedIntervals {
  readonly #lanes: readonly Lane[]

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes
  }

  get count(): number {
    return this.#lanes.reduce((sum, { count }) => sum + count, 0)
  }

  /** How many come before one interval. */
  before(lane: number, index: number): number {
    const own = this.#lanes[lane] as Lane
    const time = momentOf(own, index)
    const { moments, indices } = timeOrder(own)
    let place = indices ? bisectLeft(moments, time, 0, own.count) : index
    while (indices && indices[place] !== index) place += 1
    return this.#lanes.reduce((sum, other, k) => {
      if (k === lane) return sum + place
      const find = k < lane ? firstAbove : firstFrom
      return sum + find(timeOrder(other).moments, time, 0, other.count)
    }, 0)
  }

  /** The intervals from place `from` on, at most `most`. */
  rows(from: number, most: number): Place[] {
    const at = this.#split(from)
    const rows: Place[] = []
    while (rows.length < most) {
      let next = -1
      let time = Infinity
      this.#lanes.forEach((lane, k) => {
        const place = at[k] as number
        const moment = place < lane.count ? (timeOrder(lane).moments[place] as number) : Infinity
        if (moment >= time) return
        next = k
        time = moment
      })
      if (next < 0) return rows
      const place = at[next] as number
      rows.push({ lane: next, index: timeOrder(this.#lanes[next] as Lane).indices?.[place] ?? place, time })
      at[next] = place + 1
    }
    return rows
  }

  /** How many of each lane are among the first `count` of all. */
  #split(count: number): number[] {
    if (count >= this.count) return this.#lanes.map((lane) => lane.count)
    // The time at that place: for each lane, its first moment with more than `count` intervals up to it; then the
    // earliest.
    let least = Infinity
    for (const lane of this.#lanes) {
      const { moments } = timeOrder(lane)
      const place = bisector((moment: number) => this.#until(moment)).right(moments, count, 0, lane.count)
      if (place < lane.count) least = Math.min(least, moments[place] as number)
    }
    const at = this.#lanes.map((lane) => bisectLeft(timeOrder(lane).moments, least, 0, lane.count))
    let left = Math.max(0, count) - at.reduce((sum, place) => sum + place, 0)
    return at.map((place, k) => {
      const lane = this.#lanes[k] as Lane
      const same = Math.min(left, firstAbove(timeOrder(lane).moments, least, place, lane.count) - place)
      left -= same
      return place + same
    })
  }

  /** How many had happened by `time`. */
  #until(time: number): number {
    return this.#lanes.reduce(
      (sum, lane) => sum + bisectRight(timeOrder(lane).moments, time, 0, lane.count),
      0,
    )
  }
}
