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
    return index
  }

  /** If a packet arrives twice, the first arrival counts. */
  arrive(index: number, time: number): void {
    if (Number.isNaN(this.arrivals[index])) this.arrivals[index] = time
  }

  /** What had left by `time`, among the bytes from `acknowledged` on. */
  inFlight(time: number, acknowledged: number): InFlight {
    let end = acknowledged
    let segments = 0
    // Apart from retransmissions, segments that left much earlier were acknowledged with those that left after them.
    for (let index = this.#leftBy(time) - 1; index >= 0 && segments < MOST_COUNTED; index -= 1) {
      if ((this.ends[index] as number) <= acknowledged) break
      segments += 1
      end = Math.max(end, this.ends[index] as number)
    }
    return { bytes: end - acknowledged, segments }
  }

  /** The flights that carried the byte at `offset`, in the order in which they left. */
  of(offset: number): readonly number[] {
    const found: number[] = []
    for (let index = 0; index < this.count; index += 1)
      if ((this.starts[index] as number) <= offset && offset < (this.ends[index] as number)) found.push(index)
    return found
  }

  /** How many had left by `time`. */
  #leftBy(time: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.lefts[middle] as number) <= time) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** More than any window that a finding describes can hold. */
const MOST_COUNTED = 10_000
