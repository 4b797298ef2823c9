// Whole programs that read and write a framing correctly: they connect, and send every frame back.
import type { FramingSpec } from '@unstick/framing'
import { type Language, LANGUAGES } from './languages/languages.ts'
import { wholePlanOf } from './plans/sequence-plan.ts'

/**
 * The program's text, or one sentence why there is none. The program reads until it has exactly what a frame needs,
 * refuses lengths beyond the framing's `max`, distinguishes the end of the stream between two frames from an end inside
 * a frame, and sends a frame in one write.
 */
export const programFor = (
  spec: FramingSpec,
  language: Language,
): { readonly text: string } | { readonly why: string } => {
  const { title, hasJson, program, programOfParts } = LANGUAGES[language]
  const plan = wholePlanOf(spec)
  switch (plan.kind) {
    case 'none':
      return { why: plan.why }
    case 'sequence':
      return { text: programOfParts(plan) }
    default:
      if ('isJson' in plan && !hasJson)
        return {
          why: `${title}'s standard library does not read JSON. Choose the framing line, whose program gives one line at a time, and give each line to a JSON library.`,
        }
      return { text: program(plan) }
  }
}
