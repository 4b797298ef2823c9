// The colour that most bytes of a range have.
import type { Kept } from '@unstick/session'
import { TintWeights } from '../colours/tint-weights.ts'
import type { Subject } from './subject.ts'

const tintWeights: Kept<TintWeights> = { make: () => new TintWeights() }

/** The tint that most bytes in `[start, end)` have; `undefined` if there are none. */
export const mainTintOf = ({
  index,
  runs,
}: Subject): ((start: number, end: number) => number | undefined) => {
  const weights = index.growing.get(tintWeights)
  return (start, end) => weights.main(runs, start, end)
}
