// A run that was asked for, after its check: it is ready to be performed.
import { type ConditionValues, typedPrograms } from '@unstick/api'
import type { SessionHeader } from '@unstick/session'
import { checkMessages } from './check-messages.ts'
import { parseConditions } from './conditions.ts'
import type { Experiment } from './experiment.ts'
import { findExperiment } from './experiments.ts'
import { programOf } from './program-of.ts'
import { parseMessageCodec, type MessageCodec } from './message-codec.ts'
import type { Program } from './step.ts'

/** The parts of a run that can be sent to another process, which performs it. */
export interface RunData {
  readonly programs: readonly Program[]
  readonly conditions: ConditionValues
  /** The framing that the programs use, as a spec's text; `none` if it is off. */
  readonly framing: string
}

export interface PreparedRun extends RunData {
  readonly experiment: Experiment
  readonly codec: MessageCodec
  readonly header: SessionHeader
}

/** Throws `EXPERIMENT_UNKNOWN`, what `parseConditions` and `parseMessageCodec` throw, and `MESSAGE_DOES_NOT_FIT`. */
export const prepareRun = (name: string, given: ConditionValues, framing: string): PreparedRun => {
  const experiment = findExperiment(name)
  const conditions = parseConditions(experiment.info.conditions, given)
  const codec = parseMessageCodec(framing)
  const { info } = experiment
  const reading = typedPrograms(info, conditions)
  // A client that is not among so many has no part in the run.
  const isAbsent = (program: string): boolean =>
    info.clients !== undefined && (info.typed?.includes(program) ?? false) && !reading.includes(program)
  const programs = experiment.programs
    .filter(({ name: program }) => !isAbsent(program))
    .map((program) => programOf(program, conditions))
  checkMessages(codec, programs, conditions)
  const header = { title: experiment.info.title, experiment: name, conditions, framing }
  return { experiment, programs, conditions, framing, codec, header }
}
