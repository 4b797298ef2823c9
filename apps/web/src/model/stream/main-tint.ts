// The colour that most of a range of a stream's bytes has.
import { TintWeights } from '../colours/tint-weights.ts'
import type { Kept } from './stream-index.ts'
import type { Subject } from './subject.ts'

const tintWeights: Kept<TintWeights> = { make: () => new TintWeights() }

/** Gives the tint of most bytes in `[start, end)`; `undefined` where there are none. */
export const mainTintOf = ({
  index,
  runs,
}: Subject): ((start: number, end: number) => number | undefined) => {
  const weights = index.growing(tintWeights)
  return (start, end) => weights.main(runs, start, end)
}
