// How many intervals of a lane are told apart by something, before each of them: a range's count is one subtraction.
import type { ColourRuns, Lane } from '@unstick/session'
import { runAt } from './subject.ts'

/** At `k`: how many of the first `k` intervals, in the order given, have it. */
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

/** Whether a colour ends inside each interval: one sweep over lane and runs. */
export const seamFlags = (lane: Lane, runs: ColourRuns): Uint8Array => {
  const flags = new Uint8Array(lane.count)
  let run = lane.count === 0 ? 0 : runAt(runs, lane.starts[0] as number)
  for (let index = 0; index < lane.count; index += 1) {
    while (run < runs.count && (runs.ends[run] as number) <= (lane.starts[index] as number)) run += 1
    if (run < runs.count && (runs.ends[run] as number) < (lane.ends[index] as number)) flags[index] = 1
  }
  return flags
}
