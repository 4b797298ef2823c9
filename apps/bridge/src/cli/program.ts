// The command line: its commands, and how their errors become exit codes.
import { Command, CommanderError } from 'commander'
import { Refusal } from '../errors.ts'
import { version } from '../version.ts'
import { CommandFailed } from './command-failed.ts'
import { addExport } from './export.ts'
import { addFrames } from './frames.ts'
import { addFramings } from './framings.ts'
import { addGuess } from './guess.ts'
import { addInfo } from './info.ts'
import { addLab } from './lab.ts'
import { addLogout } from './logout.ts'
import { addOpen } from './open.ts'
import { say, sayFailure } from './output.ts'
import { addProgram } from './print-program.ts'
import { addRun } from './run.ts'
import { addServe } from './serve.ts'
import { visible } from './visible.ts'

/** The exit codes of the process. */
const exitCodes = { done: 0, wrongInput: 1, wrongUsage: 2 } as const

/** Runs the command line `args` (without node and script) and returns its exit code. */
export const run = async (args: readonly string[]): Promise<number> => {
  const program = new Command('unstick')
    .description('See why TCP messages stick together and fall apart, on real sockets')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (error, write) => write(visibleError(error)) })
    // `open` has options with the same names as the default command.
    .enablePositionalOptions()
    .showHelpAfterError('(unstick --help shows all commands and options)')
  const all = [
    ...[addServe, addLab, addRun, addOpen, addInfo, addFrames],
    ...[addGuess, addFramings, addProgram, addExport, addLogout],
  ]
  for (const add of all) add(program, args)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
    if (error instanceof CommandFailed) return error.code
    if (!(error instanceof Refusal)) {
      sayFailure(error)
      return exitCodes.wrongInput
    }
    say(`unstick: ${error.message} (${error.code})`)
    return error.status === 400 ? exitCodes.wrongUsage : exitCodes.wrongInput
  }
}

/** Commander's complaint. It quotes what was typed, and may add a guess on a line of its own. */
const visibleError = (error: string): string => {
  const [, complaint = '', guess = ''] = /^(.*?)(\n\(Did you mean [^\n]*\))?\n*$/s.exec(error) ?? []
  return `${visible(complaint)}${guess}\n`
}
