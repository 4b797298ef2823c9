// Steps that read what somebody types.
import type { Actions } from '../actions.ts'
import { scriptLines } from '../keyboard.ts'
import { ProgramError } from '../program-error.ts'
import type { TextValue } from '../values.ts'

export interface TypingSteps {
  /**
   * Python's `input()`. The script's lines (`one | two`) come first, then what is typed during the run; where nobody
   * types, the script begins anew.
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
