// How a family of steps is carried out: one action for each value that `do` may have.
import type { ProgramState } from './program-state.ts'

/** A family is an interface. Each property is a word for `do`, and its type is the rest of such a step. */
export type Actions<Family> = {
  readonly [Word in keyof Family]: (program: ProgramState, step: Family[Word]) => Promise<void>
}
