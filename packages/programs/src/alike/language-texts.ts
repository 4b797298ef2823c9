// What a language is here: a name, a file, and the programs that it prints.
import type { Plan } from '../plans/plan.ts'
import type { SequencePlan } from '../plans/sequence-plan.ts'

export interface LanguageTexts {
  readonly title: string
  /** The name of a program's file. */
  readonly file: string
  /** Whether its standard library reads JSON. */
  readonly hasJson: boolean
  readonly program: (plan: Plan) => string
  /** The program of a framing of several parts. */
  readonly programOfParts: (plan: SequencePlan) => string
}
