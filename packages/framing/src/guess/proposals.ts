// What is tried on one side's bytes.
import { printFraming } from '../language/print-framing.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { delimitersOf } from './delimiters.ts'
import { fixedSizes } from './fixed-sizes.ts'
import { lengthChains } from './length-chains.ts'
import { otherShapes } from './other-shapes.ts'
import type { Side } from './side.ts'

const MOST_CHAINS = 24
const MOST_SIZES = 6

/** Below this share of text no delimiter alone is believed. */
const LEAST_TEXT = 0.6

/** Framings that may fit, by their text. */
export const proposalsOf = ({ heards, surprise, text }: Side): ReadonlyMap<string, FramingSpec> => {
  if (heards.length === 0) return new Map()
  const specs = [
    ...otherShapes(heards),
    ...delimitersOf(heards).filter(
      (spec) => text > LEAST_TEXT || (spec.kind === 'delimiter' && spec.starts !== undefined),
    ),
    ...lengthChains(heards, surprise, text, MOST_CHAINS),
    ...fixedSizes(heards, surprise, MOST_SIZES),
  ]
  return new Map(specs.map((spec) => [printFraming(spec), spec]))
}
