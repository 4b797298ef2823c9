// A run of this page is over: compares it with what a person said, and keeps its answer for the course.
import type { ExperimentInfo } from '@unstick/api'
import { changesText } from '../lab/condition-words.ts'
import { enteredOf, textsOf } from '../lab/conditions.ts'
import type { Lab } from '../lab/lab.svelte.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import { compareRun } from '../prediction/compare-run.ts'
import type { Prediction } from '../prediction/prediction.svelte.ts'
import type { Comparison } from '../prediction/questions.ts'
import { courseRuns } from './course-runs.svelte.ts'
import type { KeptGuess } from './kept-runs.ts'

export const recordRun = async (pane: Pane, lab: Lab, prediction: Prediction): Promise<void> => {
  const { session } = pane
  const { header } = pane.reader.summary ?? {}
  const outcome = await compareRun(pane, prediction)
  const experiment = lab.experiments.find(({ name }) => name === header?.experiment)
  if (!outcome || !experiment || session === undefined || pane.session !== session) return
  const { compared } = prediction
  const results = (compared?.session === session ? compared.results : undefined) ?? []
  const right = results.filter(({ isRight }) => isRight).length
  if (results.length > 0) lab.progress.predict(experiment.name, right, results.length)
  courseRuns.add(experiment.name, {
    session,
    changes: changesOf(experiment, header?.conditions),
    framing: header?.framing ?? 'none',
    answer: outcome.answer?.title ?? '',
    why: outcome.answer?.text ?? '',
    isWrong: outcome.answer?.isWrong ?? false,
    guesses: results.map(keptGuess),
  })
}

type Conditions = NonNullable<NonNullable<Pane['reader']['summary']>['header']>['conditions']

const changesOf = (experiment: ExperimentInfo, conditions: Conditions): string =>
  changesText(experiment, enteredOf(experiment, textsOf(conditions ?? {})), '')

const keptGuess = ({ question: { text, options }, guess, result, isRight }: Comparison): KeptGuess => {
  const textOf = (value: string | undefined) => options.find((option) => option.value === value)?.text
  return {
    question: text,
    said: textOf(guess) ?? guess,
    was: result.text ?? textOf(result.value) ?? 'not to be said',
    isRight,
  }
}
