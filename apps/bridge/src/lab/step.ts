// What a lab program can do, step by step: data for the interpreter.
import type { CommandSteps } from './steps/commands.ts'
import type { ConnectingSteps } from './steps/connecting.ts'
import type { DatagramSteps } from './steps/datagrams.ts'
import type { PrintingSteps } from './steps/printing.ts'
import type { ReceivingSteps } from './steps/receiving.ts'
import type { SendingSteps } from './steps/sending.ts'
import type { TypingSteps } from './steps/typing.ts'
import type { NumberValue, ScalarValue, TextValue, ToggleValue } from './values.ts'

/** Steps that contain steps. */
export interface LoopSteps {
  repeat: { readonly times: NumberValue; readonly steps: readonly Step[] }
  /** Runs the steps once for each value, which is kept under the name `as` meanwhile. */
  'for each': {
    readonly of: readonly ScalarValue[]
    readonly as: string
    readonly steps: readonly Step[]
  }
  /** Python's `for line in iter(input, 'quit')`. If nobody types, it ends with the script. */
  'for each line': { readonly script: TextValue; readonly into: string; readonly steps: readonly Step[] }
  /** Runs the steps if it is on, and the other steps if it is off. */
  when: { readonly on: ToggleValue; readonly steps: readonly Step[]; readonly otherwise: readonly Step[] }
  /**
   * Runs the steps until they have succeeded so many times. If one of them waits too long, it runs the steps after a
   * time-out (Python's `except socket.timeout`) and goes on.
   */
  attempt: { readonly times: number; readonly steps: readonly Step[]; readonly late: readonly Step[] }
  /** Runs lists of steps at the same time. All share the program's socket. */
  threads: { readonly threads: readonly (readonly Step[])[] }
  /** Runs the steps while no other thread of the program is inside such a step, if it is on. */
  locked: { readonly on: ToggleValue; readonly steps: readonly Step[] }
  /** Runs the steps until every program that does not serve for ever has ended. */
  forever: { readonly steps: readonly Step[] }
  /**
   * Runs the steps once for each message until the stream ends. With framing off, or if it is `plain`, a message is what one
   * recv returned.
   */
  'for each message': {
    readonly limit: NumberValue
    readonly into: string
    readonly plain?: true
    readonly steps: readonly Step[]
  }
}

/** All words for `do`. A family of steps is an interface of words, and a file of actions in steps/. */
export type Steps = CommandSteps &
  ConnectingSteps &
  DatagramSteps &
  LoopSteps &
  PrintingSteps &
  ReceivingSteps &
  SendingSteps &
  TypingSteps

/** `{ do: 'recv', limit: 1024, into: 'data1' }`. */
export type Step<Word extends keyof Steps = keyof Steps> = {
  [Each in Word]: { readonly do: Each } & Steps[Each]
}[Word]

/** How calls name the step that made them: its number from 1, after the number of the loop around it: `4`, `3.2`. */
export const stepNumber = (loop: string | undefined, index: number): string =>
  loop === undefined ? String(index + 1) : `${loop}.${index + 1}`

/** The lists of steps that a step contains. */
export const stepsIn = (step: Step): readonly (readonly Step[])[] => {
  switch (step.do) {
    case 'when':
      return [step.steps, step.otherwise]
    case 'attempt':
      return [step.steps, step.late]
    case 'threads':
      return step.threads
    default:
      return 'steps' in step ? [step.steps] : []
  }
}

export interface Program {
  /** The name of its interface in the session: `server`, `client`. */
  readonly name: string
  readonly steps: readonly Step[]
}
