// The flights of one direction's segments over a wire that was seen at both of its ends: each segment leaves, and
// arrives or is lost on the way. A retransmission is a flight of its own.
import { withRoom } from '../lanes/columns.ts'

const empty = new Float64Array(0)

/** What was in flight at some moment. */
export interface InFlight {
  /** Bytes that had left and were not yet acknowledged, as the sender's end saw it. */
  readonly bytes: number
  /** Segments that carried them. */
  readonly segments: number
  /** Bytes of the smallest of these segments; Infinity if there is none. */
  readonly smallest: number
}

export class Flights {
  count = 0
  /** Stream offsets: flight `i` carries `[starts[i], ends[i])`. Only the first `count` places of a column are valid. */
  starts = empty
  ends = empty
  /** Nanoseconds after the session's epoch, ascending. */
  lefts = empty
  /** The same unit; NaN until the segment arrives, and for ever if it is lost. */
  arrivals = empty
  /** Flights that carry bytes of earlier ones again, ascending: few, and not in stream order like all others. */
  readonly #again: number[] = []
  /** The end of the furthest flight. */
  #furthest = 0
  #shortest = Infinity

  /** Nanoseconds of the shortest flight so far; Infinity before anything arrived. */
  get shortest(): number {
    return this.#shortest
  }

  /** Adds a flight that starts, and returns its index. */
  leave(start: number, end: number, time: number): number {
    const index = this.count
    this.count = index + 1
    this.starts = withRoom(this.starts, this.count)
    this.ends = withRoom(this.ends, this.count)
    this.lefts = withRoom(this.lefts, this.count)
    this.arrivals = withRoom(this.arrivals, this.count)
    this.starts[index] = start
    this.ends[index] = end
    this.lefts[index] = time
    this.arrivals[index] = NaN
    if (start < this.#furthest) this.#again.push(index)
    this.#furthest = Math.max(this.#furthest, end)
    return index
  }

  /** If a packet arrives twice, the first arrival counts. */
  arrive(index: number, time: number): void {
    if (!Number.isNaN(this.arrivals[index])) return
    this.arrivals[index] = time
    this.#shortest = Math.min(this.#shortest, time - (this.lefts[index] as number))
  }

  /** What had left by `time`, among the bytes from `acknowledged` on. */
  inFlight(time: number, acknowledged: number): InFlight {
    let end = acknowledged
    let segments = 0
    let smallest = Infinity
    for (let index = this.#leftBy(time) - 1; index >= 0 && segments < MOST_COUNTED; index -= 1) {
      if ((this.ends[index] as number) > acknowledged) {
        segments += 1
        end = Math.max(end, this.ends[index] as number)
        smallest = Math.min(smallest, (this.ends[index] as number) - (this.starts[index] as number))
        // Whatever left before it in stream order was acknowledged too.
      } else if (!this.isAgain(index)) break
    }
    return { bytes: end - acknowledged, segments, smallest }
  }

  /** The flights that carried the byte at `offset`, in the order in which they left. */
  of(offset: number): readonly number[] {
    const copies = this.#again.filter((index) => this.#carries(index, offset))
    const first = this.#firstOf(offset)
    return first === undefined ? copies : [first, ...copies]
  }

  /** Whether a flight carries bytes of an earlier one. */
  isAgain(index: number): boolean {
    const at = firstWith(this.#again.length, (k) => (this.#again[k] as number) >= index)
    return this.#again[at] === index
  }

  #carries(index: number, offset: number): boolean {
    return (this.starts[index] as number) <= offset && offset < (this.ends[index] as number)
  }

  /** The flight, sent once so far, that carried the byte first: those are in stream order. */
  #firstOf(offset: number): number | undefined {
    const once = this.count - this.#again.length
    const place = firstWith(once, (k) => (this.ends[this.#nthOnce(k)] as number) > offset)
    const index = place < once ? this.#nthOnce(place) : undefined
    return index !== undefined && this.#carries(index, offset) ? index : undefined
  }

  /** The index of the `place`-th flight that is no repetition. */
  #nthOnce(place: number): number {
    // As many repetitions come before it as are at most `place` plus their own number.
    const before = firstWith(this.#again.length, (k) => (this.#again[k] as number) - k > place)
    return place + before
  }

  /** How many had left by `time`. */
  #leftBy(time: number): number {
    return firstWith(this.count, (index) => (this.lefts[index] as number) > time)
  }
}

/** The first of `count` places for which `holds` is true, and with it for all after it; `count` if there is none. */
const firstWith = (count: number, holds: (place: number) => boolean): number => {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** More than any window that a finding describes can hold. */
const MOST_COUNTED = 10_000
