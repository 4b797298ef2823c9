// The most bytes that ever lay in a buffer, found once for a stream as long as it is.
import type { Kept } from '@unstick/session'
import type { Subject } from '../stream/subject.ts'
import type { Lying } from './lying.ts'

const peaks: Kept<Map<string, number>> = { make: () => new Map() }

export const peakOf = ({ index }: Subject, { above, below, came, taken }: Lying): number => {
  const known = index.current.get(peaks)
  const key = `${above} ${below}`
  const peak = known.get(key) ?? highest({ came, taken })
  known.set(key, peak)
  return peak
}

/** The level is highest just after bytes came. What is taken at the same moment did not lie there. */
const highest = ({ came, taken }: Pick<Lying, 'came' | 'taken'>): number => {
  let [k, peak] = [0, 0]
  for (let i = 0; i < came.count; i += 1) {
    while (k < taken.count && (taken.at[k] as number) <= (came.at[i] as number)) k += 1
    const gone = k === 0 ? 0 : (taken.ends[k - 1] as number)
    peak = Math.max(peak, (came.ends[i] as number) - gone)
  }
  return peak
}

/** Bytes times nanoseconds that lay there: where more lay for longer, the cause is. */
export const areaOf = ({ came, taken }: Pick<Lying, 'came' | 'taken'>): number => {
  let [i, k, area] = [0, 0, 0]
  while (i < came.count && k < taken.count) {
    const [inEnd, outEnd] = [came.ends[i] as number, taken.ends[k] as number]
    const start = Math.max(came.starts[i] as number, taken.starts[k] as number)
    const bytes = Math.max(0, Math.min(inEnd, outEnd) - start)
    area += bytes * Math.max(0, (taken.at[k] as number) - (came.at[i] as number))
    if (inEnd <= outEnd) i += 1
    if (outEnd <= inEnd) k += 1
  }
  return area
}
