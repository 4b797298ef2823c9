// Steps that read what somebody types.
import type { Actions } from '../actions.ts'
import { scriptLines } from '../keyboard.ts'
import { ProgramError } from '../program-error.ts'
import type { TextValue } from '../values.ts'

export interface TypingSteps {
  /**
   * Python's `input()`. The lines of the script (`one | two`) come first, then what is typed during the run. If nobody
   * types, the script starts over.
   */
  input: { readonly script: TextValue; readonly into: string }
}

export const typing: Actions<TypingSteps> = {
  input: async ({ keyboard, values }, { script, into }) => {
    const line = await keyboard.next(scriptLines(values.text(script)), true)
    if (line === undefined) throw new ProgramError('EOFError', 'EOF when reading a line')
    values.keep(into, line)
  },
}
