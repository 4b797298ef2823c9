// An experiment: the words around it, the conditions one may set, and its programs.
import type { ExperimentInfo } from '@unstick/session'
import type { Program } from './step.ts'

export interface Experiment {
  readonly info: ExperimentInfo
  readonly programs: readonly Program[]
}
