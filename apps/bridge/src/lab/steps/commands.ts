// The step that runs a command from the fixed list.
import type { Actions } from '../actions.ts'
import { runCommand } from '../commands.ts'
import { decodeText } from '../text-encoding.ts'

export interface CommandSteps {
  /** Runs the command whose name was kept as `named` and keeps its output. */
  'run command': { readonly named: string; readonly into: string }
}

export const commands: Actions<CommandSteps> = {
  'run command': async ({ values, signal }, { named, into }) => {
    const name = decodeText(values.kept(named), 'utf-8')
    values.keep(into, await runCommand(name, signal))
  },
}
