// An experiment: its texts, the conditions that a person may set, and its programs.
import type { ExperimentInfo, WrittenTransport } from '@unstick/api'
import type { Program, Step } from './step.ts'

export interface Experiment {
  readonly info: ExperimentInfo
  readonly programs: readonly (Program | WrittenProgram)[]
}

/** A program whose steps a person writes. */
export interface WrittenProgram {
  readonly name: string
  /** What the program does before the first of them. */
  readonly before: Readonly<Record<WrittenTransport, readonly Step[]>>
  /** The condition, of type `steps`, that holds them. */
  readonly written: string
}
