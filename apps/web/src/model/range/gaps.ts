// The longest time in which nothing happened. Each block of gaps knows its longest, so that a long range is quick.
import { bisectLeft } from 'd3-array'
import type { Lane } from '@unstick/session'
import { timeOrder } from '../lanes/moments.ts'
import { firstAbove } from '../bisect.ts'

const BLOCK = 256

export interface Moments {
  /** The moments of all lanes, rising. */
  readonly times: Float64Array
  /** The longest gap before any of the moments `[k * BLOCK, (k + 1) * BLOCK)`. */
  readonly longest: Float64Array
}

/** The lanes' moments merged; this takes linear time because each lane's moments rise. */
export const momentsOfAll = (lanes: readonly Lane[]): Moments => {
  const columns = lanes.map((lane) => timeOrder(lane).moments)
  const times = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0))
  const at = columns.map(() => 0)
  for (let i = 0; i < times.length; i += 1) {
    let [least, from] = [Infinity, 0]
    for (let k = 0; k < columns.length; k += 1) {
      const time = columns[k]?.[at[k] as number] ?? Infinity
      if (time < least) [least, from] = [time, k]
    }
    times[i] = least
    at[from] = (at[from] as number) + 1
  }
  const longest = new Float64Array(Math.ceil(times.length / BLOCK))
  for (let i = 1; i < times.length; i += 1) {
    const block = Math.floor(i / BLOCK)
    longest[block] = Math.max(longest[block] as number, gapBefore(times, i))
  }
  return { times, longest }
}

/** Between neighbouring moments in `[from, to]`; `undefined` if there are fewer than two. */
export const longestGap = ({ times, longest }: Moments, from: number, to: number): number | undefined => {
  const first = bisectLeft(times, from, 0, times.length)
  const last = firstAbove(times, to, first, times.length)
  if (last - first < 2) return undefined
  let most = 0
  for (let i = first + 1; i < last;) {
    if (i % BLOCK === 0 && i + BLOCK <= last) {
      most = Math.max(most, longest[i / BLOCK] as number)
      i += BLOCK
    } else {
      most = Math.max(most, gapBefore(times, i))
      i += 1
    }
  }
  return most
}

const gapBefore = (times: Float64Array, i: number): number => (times[i] as number) - (times[i - 1] as number)
