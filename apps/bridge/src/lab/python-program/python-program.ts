// A lab program as Python in the tutorial's manner: it does the same under the same conditions, on this machine.
import { refusal } from '../../errors.ts'
import type { PreparedRun } from '../prepared-run.ts'
import { type Program, type Step, stepsIn } from '../step.ts'
import { openingLines } from './datagram-lines.ts'
import { asLine, PythonCode, type PythonLine } from './python-code.ts'
import { stepLines } from './step-lines.ts'

export interface PythonProgram {
  readonly text: string
  /** For each line of the text, the step whose calls it makes, as the log names it (`Call.step`); empty for the others. */
  readonly steps: string[]
}

/**
 * One program of the run. It runs unchanged on 127.0.0.1 and port 8080. Start the server first.
 * Throws `PROGRAM_UNKNOWN`, `PYTHON_WITHOUT_FRAMING`.
 */
export const pythonProgram = (run: PreparedRun, name: string): PythonProgram => {
  const program = run.programs.find((each) => each.name === name)
  if (!program) throw refusal('PROGRAM_UNKNOWN', name, run.programs.map((each) => each.name).join(', '))
  const code = new PythonCode(socketNames(program), run.conditions, run.codec)
  const opening = program.steps.some(isOfDatagrams) ? openingLines(code, program.steps) : []
  const lines = trimmed([...opening.map(asLine), ...stepLines(code, program.steps)])
  const imports = [...code.imports].sort()
  // As PEP 8 has it, two empty lines surround each function.
  const front =
    [imports.join('\n'), ...code.helpers].join('\n\n\n') + (code.helpers.size > 0 ? '\n\n\n' : '\n\n')
  return {
    text: `${front}${lines.map(({ text }) => text).join('\n')}\n`,
    steps: [
      ...front
        .split('\n')
        .slice(1)
        .map(() => ''),
      ...lines.map(({ step = '' }) => step),
    ],
  }
}

/** Without empty lines at its beginning and end. */
const trimmed = (lines: readonly PythonLine[]): readonly PythonLine[] => {
  const isText = ({ text }: PythonLine): boolean => text.trim() !== ''
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1)
}

/** Whether the step is one with which a program that uses UDP begins, or its loop. */
const isOfDatagrams = (step: Step): boolean =>
  ['bind', 'sendto', 'connect udp', 'receive buffer'].includes(step.do) ||
  stepsIn(step).some((steps) => steps.some(isOfDatagrams))

/** The variables of the sockets that the program uses. */
const socketNames = ({ steps }: Program): { readonly socket: string; readonly udpSocket: string } => {
  const has = (word: Step['do']): boolean => steps.some((step) => step.do === word)
  const socket = has('accept') ? 'conn' : has('bind') ? 'server' : 'client'
  return { socket, udpSocket: has('accept') || has('connect') ? 'udp' : socket }
}
