// Running counts of a lane's marked intervals, so that one subtraction counts those in a range.
import { bisectRight } from 'd3-array'
import { type ColourRuns, Growth, type Lane, withRoom } from '@unstick/session'
import { runAt } from '../colours/colour-runs.ts'

/** At `k`: how many of the first `k` intervals, in the given order, have the mark. */
export type CountsBefore = Uint32Array

export const countsBefore = (
  count: number,
  indices: Uint32Array | undefined,
  has: (index: number) => boolean,
): CountsBefore => {
  const counts = new Uint32Array(count + 1)
  for (let k = 0; k < count; k += 1)
    counts[k + 1] = (counts[k] as number) + (has(indices ? (indices[k] as number) : k) ? 1 : 0)
  return counts
}

/** Counts for a lane how often a colour ends inside its intervals. Grows with the lane and with the runs. */
export class GrowingSeams {
  #counts = new Uint32Array(1)
  #count = 0
  /** The runs that had settled when the lane was last read, and the stream offset after them. */
  #settled = 0
  #settledTo = 0
  readonly #growth = new Growth()

  constructor(
    readonly lane: Lane,
    readonly runs: ColourRuns,
  ) {}

  /** At `k`: in how many of the first `k` intervals, in stream order. */
  advance(): CountsBefore {
    const { lane, runs } = this
    if (!this.#growth.continues(lane, runs)) this.#count = 0
    // An interval that reached past the settled runs may now end inside another run.
    else if (runs.settled !== this.#settled)
      this.#count = Math.min(this.#count, bisectRight(lane.ends, this.#settledTo, 0, lane.count))
    this.#settled = runs.settled
    this.#settledTo = runs.settled === 0 ? 0 : (runs.ends[runs.settled - 1] as number)
    this.#counts = withRoom(this.#counts, lane.count + 1)
    if (this.#count < lane.count) this.#countFrom(this.#count)
    this.#count = lane.count
    return this.#counts
  }

  /** One sweep over the lane from interval `from` on, together with the runs. */
  #countFrom(from: number): void {
    const { lane, runs } = this
    let run = runAt(runs, lane.starts[from] as number)
    for (let index = from; index < lane.count; index += 1) {
      while (run < runs.count && (runs.ends[run] as number) <= (lane.starts[index] as number)) run += 1
      const ends = run < runs.count && (runs.ends[run] as number) < (lane.ends[index] as number)
      this.#counts[index + 1] = (this.#counts[index] as number) + (ends ? 1 : 0)
    }
  }
}
