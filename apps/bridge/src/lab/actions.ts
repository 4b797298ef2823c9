// How a family of steps is carried out: one action for each word that may stand behind `do`.
import type { ProgramState } from './program-state.ts'

/** A family is an interface of its words, each with what else stands in such a step. */
export type Actions<Family> = {
  readonly [Word in keyof Family]: (program: ProgramState, step: Family[Word]) => Promise<void>
}
