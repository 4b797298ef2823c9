// The experiments there are, in the order in which they are listed. Adding one is its file and its line here.
import { refusal } from '../errors.ts'
import type { Experiment } from './experiment.ts'
import { helloWorld } from './experiments/hello-world.ts'

export const experiments: readonly Experiment[] = [helloWorld]

/** Throws `EXPERIMENT_UNKNOWN`. */
export const findExperiment = (name: string): Experiment => {
  const found = experiments.find(({ info }) => info.name === name)
  if (!found) throw refusal('EXPERIMENT_UNKNOWN', name)
  return found
}
