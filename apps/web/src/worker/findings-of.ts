// The findings of one interval, without a look at all of the stream's: they come in stretches of one lane whose
// intervals rise, and in each of those they are found by bisection.
import type { Interval } from '../timeline/hit.ts'
import type { Found } from './shown-stream.ts'

/** Findings `[from, to)` of one lane, with rising indices. */
interface Stretch {
  readonly lane: Found['lane']
  readonly from: number
  readonly to: number
}

const known = new WeakMap<readonly Found[], readonly Stretch[]>()

export const findingsOf = (
  findings: readonly Found[],
  { lane, index }: Pick<Interval, 'lane' | 'index'>,
): Found[] => {
  const stretches = known.get(findings) ?? stretchesOf(findings)
  known.set(findings, stretches)
  return stretches.flatMap((stretch) => (stretch.lane === lane ? within(findings, stretch, index) : []))
}

const stretchesOf = (findings: readonly Found[]): Stretch[] => {
  const stretches: Stretch[] = []
  let from = 0
  for (let k = 1; k <= findings.length; k += 1) {
    const [before, next] = [findings[k - 1], findings[k]]
    if (!before || (next?.lane === before.lane && next.index >= before.index)) continue
    stretches.push({ lane: before.lane, from, to: k })
    from = k
  }
  return stretches
}

const within = (findings: readonly Found[], { from, to }: Stretch, index: number): Found[] => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((findings[middle]?.index ?? Infinity) < index) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < to && findings[end]?.index === index) end += 1
  return findings.slice(low, end)
}
