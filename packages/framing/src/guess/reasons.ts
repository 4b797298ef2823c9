// What speaks for and against a guess, in sentences.
import { presetOf } from '../presets/presets.ts'
import type { FramingSpec } from '../spec/spec.ts'
import type { Fit } from './fit.ts'

interface Judged {
  readonly spec: FramingSpec
  readonly fits: readonly Fit[]
  readonly isNamed: boolean
  readonly key: string
}

export const reasons = ({
  spec,
  fits,
  isNamed,
}: Judged): { readonly speaksFor: readonly string[]; readonly speaksAgainst: readonly string[] } => {
  const sum = (of: (fit: Fit) => number) => fits.reduce((total, fit) => total + of(fit), 0)
  const [cuts, met, over, landed, frames] = [
    sum((f) => f.cuts),
    sum((f) => f.cutsMet),
    sum((f) => f.over),
    sum((f) => f.landed),
    sum((f) => f.frames),
  ]
  const speaksFor = [
    ...(isNamed && spec.kind === 'preset'
      ? [`every message begins as one of ${presetOf(spec.name).title}`]
      : []),
    ...(met > 0 && met * 2 > cuts ? [`${met} of ${cuts} sends or segments begin where a message does`] : []),
    ...(landed > 0
      ? [
          over === 1
            ? 'the stream ends where a message does'
            : `${landed} of ${over} streams end where a message does`,
        ]
      : []),
  ]
  const speaksAgainst = [
    ...(frames < 8 ? [`there are only ${frames} messages to judge by`] : []),
    ...(landed < over
      ? [
          over === 1
            ? 'the stream ends inside a message'
            : `${over - landed} of ${over} streams end inside a message`,
        ]
      : []),
    ...(cuts > 0 && met * 2 <= cuts
      ? [`only ${met} of ${cuts} sends or segments begin where a message does`]
      : []),
  ]
  return { speaksFor, speaksAgainst }
}
