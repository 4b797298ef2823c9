// A lab program as Python in the tutorial's manner: it does the same under the same conditions, on this machine.
import { refusal } from '../../errors.ts'
import type { PreparedRun } from '../prepared-run.ts'
import type { Program } from '../step.ts'
import { openingLines } from './datagram-lines.ts'
import { PythonCode } from './python-code.ts'
import { stepLines } from './step-lines.ts'

/**
 * The whole text of one program of the run. It runs unchanged on 127.0.0.1 and port 8080. Start the server first.
 * Throws `PROGRAM_UNKNOWN`, `PYTHON_WITHOUT_FRAMING`.
 */
export const pythonProgram = (run: PreparedRun, name: string): string => {
  const program = run.programs.find((each) => each.name === name)
  if (!program) throw refusal('PROGRAM_UNKNOWN', name, run.programs.map((each) => each.name).join(', '))
  const code = new PythonCode(socketName(program), run.conditions, run.codec)
  const opening = run.experiment.info.transport === 'udp' ? openingLines(code, program.steps) : []
  const lines = [...opening, ...stepLines(code, program.steps)]
  const parts = [[...code.imports].sort().join('\n'), ...code.helpers, lines.join('\n').trim()]
  return `${parts.slice(0, -1).join('\n\n\n')}${code.helpers.size > 0 ? '\n\n\n' : '\n\n'}${parts.at(-1) ?? ''}\n`
}

/** The variable of the socket that the program uses. */
const socketName = ({ steps }: Program): string => {
  if (steps.some((step) => step.do === 'accept')) return 'conn'
  return steps.some((step) => step.do === 'bind') ? 'server' : 'client'
}
