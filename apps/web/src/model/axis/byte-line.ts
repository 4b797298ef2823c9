// The bytes axis of a growing stream: extends what `byteLine(boundariesOf(…))` would make of all its lanes at once.
import { bisectLeft } from 'd3-array'
import { Growth, type Lane, withRoom } from '@unstick/session'
import { type AxisLine, pieceWidth } from './axis-line.ts'

/** How many intervals of a lane were taken. */
interface Taken {
  readonly growth: Growth
  readonly count: number
}

export class GrowingByteLine {
  #values = new Float64Array(1)
  #places = new Float64Array(1)
  /** Boundaries so far; the first is 0. */
  #count = 1
  /** The first boundary whose piece has another width than the very first piece. */
  #uneven = Infinity
  #taken: readonly Taken[] = []

  /** The axis for these lanes, which may have grown or be other lanes. The next call may change the returned views. */
  advance(lanes: readonly Lane[]): AxisLine {
    if (this.#taken.some((taken, k) => !isGrown(taken, lanes[k]))) {
      this.#count = 1
      this.#taken = []
    }
    let least = Infinity
    lanes.forEach((lane, k) => {
      const from = this.#taken[k]?.count ?? 0
      if (from < lane.count) least = Math.min(least, lane.ends[from] as number)
    })
    this.#taken = lanes.map((lane) => ({ growth: new Growth(lane), count: lane.count }))
    if (least < Infinity) this.#mergeFrom(least, lanes)
    if (this.#count === 1) return nothing
    return {
      values: this.#values.subarray(0, this.#count),
      places: this.#places.subarray(0, this.#count),
      uneven: this.#uneven < this.#count,
    }
  }

  /** Takes the ends from `least` on again, because a lane that comes later has ends between the known ones. */
  #mergeFrom(least: number, lanes: readonly Lane[]): void {
    this.#count = Math.max(1, bisectLeft(this.#values, least, 0, this.#count))
    if (this.#uneven >= this.#count) this.#uneven = Infinity
    const sources = lanes.filter(({ count }) => count > 0)
    const at = sources.map(({ ends, count }) => bisectLeft(ends, least, 0, count))
    for (;;) {
      let next = Infinity
      for (let k = 0; k < sources.length; k += 1) {
        const { ends, count } = sources[k] as Lane
        const place = at[k] as number
        if (place < count && (ends[place] as number) < next) next = ends[place] as number
      }
      if (next === Infinity) return
      this.#push(next)
      for (let k = 0; k < sources.length; k += 1) {
        const { ends, count } = sources[k] as Lane
        let place = at[k] as number
        while (place < count && (ends[place] as number) <= next) place += 1
        at[k] = place
      }
    }
  }

  #push(value: number): void {
    const k = this.#count
    const before = this.#values[k - 1] as number
    if (value <= before) return
    this.#values = withRoom(this.#values, k + 1)
    this.#places = withRoom(this.#places, k + 1)
    this.#values[k] = value
    this.#places[k] = (this.#places[k - 1] as number) + pieceWidth(value - before)
    if (this.#uneven > k && value - before !== this.#values[1]) this.#uneven = k
    this.#count = k + 1
  }
}

/** For a stream without bytes. */
const nothing: AxisLine = {
  values: Float64Array.of(0, 1),
  places: Float64Array.of(0, pieceWidth(1)),
  uneven: false,
}

const isGrown = ({ growth, count }: Taken, now: Lane | undefined): boolean =>
  count === 0 || (now !== undefined && growth.continues(now))
