// Runs one program's steps on real sockets and reports every call.
import { errnoOf } from '../errors.ts'
import type { Host } from '../hosts/host.ts'
import type { Actions } from './actions.ts'
import { ProgramError } from './program-error.ts'
import { ProgramState, type Stage } from './program-state.ts'
import { exceptionText } from './python.ts'
import { type Program, type Step, stepNumber, type Steps } from './step.ts'
import { commands } from './steps/commands.ts'
import { connecting } from './steps/connecting.ts'
import { datagrams } from './steps/datagrams.ts'
import { loops } from './steps/loops.ts'
import { printing } from './steps/printing.ts'
import { receiving } from './steps/receiving.ts'
import { sending } from './steps/sending.ts'
import { typing } from './steps/typing.ts'

/** Runs steps one after another until the run is stopped. They are numbered after the `before` steps next to them. */
const performAll = async (program: ProgramState, steps: readonly Step[], before = 0): Promise<void> => {
  const loop = program.step
  for (const [index, step] of steps.entries()) {
    if (program.signal.aborted) return
    program.step = stepNumber(loop, before + index)
    await perform(program, step)
  }
  program.step = loop
}

const actions: Actions<Steps> = {
  ...commands,
  ...connecting,
  ...datagrams,
  ...loops(performAll),
  ...printing,
  ...receiving,
  ...sending,
  ...typing,
}

const perform = <Word extends keyof Steps>(program: ProgramState, step: Step<Word>): Promise<void> =>
  actions[step.do](program, step)

export class ProgramRun {
  readonly #program: Program
  readonly #state: ProgramState

  /** A stop by `signal` ends the program without an error. */
  constructor(program: Program, host: Host, stage: Stage, signal: AbortSignal) {
    this.#program = program
    this.#state = new ProgramState(program.name, host, stage, signal)
  }

  /** Runs to the last step or the first failure, which is printed as Python would print it. Returns whether all steps succeeded. */
  async run(): Promise<boolean> {
    const state = this.#state
    const stop = () => void state.closeAll()
    state.signal.addEventListener('abort', stop)
    try {
      await performAll(state, this.#program.steps)
      return !state.signal.aborted
    } catch (error) {
      if (state.signal.aborted) return false
      const line = lastWords(error)
      if (line === undefined) throw error
      // Python's own traceback, which no step prints.
      state.step = undefined
      if (line !== '') {
        await state.print(2, line)
        // Python's interpreter closes at its exit what the program left open.
        await state.close()
      }
      return false
    } finally {
      state.signal.removeEventListener('abort', stop)
      await state.closeAll()
    }
  }

  /** Nobody will connect any more: ends an accept that waits. */
  async stopAccepting(): Promise<void> {
    await this.#state.listener?.close()
  }
}

/** What a failed program prints: an empty text if it was ended from outside, `undefined` for a fault of our own. */
const lastWords = (error: unknown): string | undefined => {
  if (error instanceof ProgramError) return error.message
  const errno = errnoOf(error)
  if (errno === undefined) return undefined
  return errno === 'ECANCELED' ? '' : exceptionText(errno)
}
