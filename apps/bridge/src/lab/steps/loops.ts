// Steps that contain steps.
import type { Actions } from '../actions.ts'
import { TimedOut } from '../program-error.ts'
import type { ProgramState } from '../program-state.ts'
import { type LoopSteps, type Step, stepNumber } from '../step.ts'
import { scriptLines } from '../keyboard.ts'
import { recvMessage, recvUnlessEnd } from './receiving.ts'

/** `perform` runs the steps inside a loop. */
export const loops = (
  perform: (program: ProgramState, steps: readonly Step[], before?: number) => Promise<void>,
): Actions<LoopSteps> => {
  const performRound = async (
    program: ProgramState,
    round: number,
    steps: readonly Step[],
  ): Promise<void> => {
    const { values } = program
    const outer = values.round
    values.round = round
    await perform(program, steps)
    values.round = outer
  }

  return {
    repeat: async (program, { times, steps }) => {
      const count = program.values.number(times)
      for (let round = 0; round < count; round += 1) await performRound(program, round, steps)
    },

    'for each': async (program, { of, as, steps }) => {
      for (const [round, value] of of.entries()) {
        program.values.keep(as, program.values.scalar(value))
        await performRound(program, round, steps)
      }
    },

    'for each line': async (program, { script, into, steps }) => {
      const lines = scriptLines(program.values.text(script))
      for (let round = 0; ; round += 1) {
        const line = await program.keyboard.next(lines)
        if (line === undefined || line === 'quit') return
        program.values.keep(into, line)
        await performRound(program, round, steps)
      }
    },

    when: (program, { on, steps, otherwise }) =>
      perform(program, program.values.toggle(on) ? steps : otherwise),

    attempt: async (program, { times, steps, late }) => {
      const { step } = program
      for (let done = 0; done < times && !program.signal.aborted;) {
        try {
          await perform(program, steps)
          done += 1
        } catch (error) {
          if (!(error instanceof TimedOut)) throw error
          program.step = step
          await perform(program, late, steps.length)
        }
      }
    },

    threads: async (program, { threads }) => {
      const { step } = program
      await Promise.all(
        threads.map((steps, index) => perform(program.thread(stepNumber(step, index)), steps)),
      )
    },

    locked: (program, { on, steps }) =>
      program.values.toggle(on) ? program.lock.held(() => perform(program, steps)) : perform(program, steps),

    forever: async (program, { steps }) => {
      for (let round = 0; !program.signal.aborted; round += 1) await performRound(program, round, steps)
    },

    'for each message': async (program, { limit, into, plain = false, steps }) => {
      const next = plain ? recvUnlessEnd : recvMessage
      for (let round = 0; ; round += 1) {
        const message = await next(program, program.values.number(limit))
        if (!message) return
        program.values.keep(into, message)
        await performRound(program, round, steps)
      }
    },
  }
}
