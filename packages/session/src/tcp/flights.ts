// The flights of one direction's segments over a wire that was seen at both of its ends: each segment leaves, and
// arrives or is lost on the way. One that is sent again is a flight of its own.
import { withRoom } from '../lanes/columns.ts'

const empty = new Float64Array(0)

/** What was on its way at some moment. */
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
  /** Nanoseconds after the session's epoch; rising. */
  lefts = empty
  /** The same; NaN until it arrives, and for good if it is lost. */
  arrivals = empty

  /** Takes a flight that begins; its index. */
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

  /** A packet that arrives twice has arrived the first time. */
  arrive(index: number, time: number): void {
    if (Number.isNaN(this.arrivals[index])) this.arrivals[index] = time
  }

  /** What had left by `time` of the bytes from `acknowledged` on. */
  inFlight(time: number, acknowledged: number): InFlight {
    let end = acknowledged
    let segments = 0
    // What left long before was acknowledged with what left after it, but for segments sent again.
    for (let index = this.#leftBy(time) - 1; index >= 0 && segments < MOST_COUNTED; index -= 1) {
      if ((this.ends[index] as number) <= acknowledged) break
      segments += 1
      end = Math.max(end, this.ends[index] as number)
    }
    return { bytes: end - acknowledged, segments }
  }

  /** The flights that carried the byte at `offset`, in the order of leaving. */
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

/** More than any window holds that a finding tells of. */
const MOST_COUNTED = 10_000
