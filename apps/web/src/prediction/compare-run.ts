// Holds the guesses against the run that they were about, once it is over.
import type { RunOutcome } from '../model/session/run-outcome.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import type { Compared, Prediction } from './prediction.svelte.ts'
import { type Comparison, numbersOf, type Ran, resultOf } from './questions.ts'

/** Only the questions that were answered. */
export const comparisonsOf = (
  { questions, guesses }: Pick<Compared, 'questions' | 'guesses'>,
  outcome: RunOutcome,
  printed: Ran['printed'],
): readonly Comparison[] =>
  questions.flatMap((question) => {
    const guess = guesses[question.id]
    if (guess === undefined) return []
    const result = resultOf(question, { outcome, printed })
    return [{ question, guess, result, isRight: guess === result.value }]
  })

/** What the session on screen did; compares it with the guesses if there are some about it. */
export const compareRun = async (pane: Pane, prediction: Prediction): Promise<RunOutcome | undefined> => {
  const { reader, session } = pane
  const [outcome, lines] = await Promise.all([reader.ask('outcome'), reader.ask('output')])
  const { compared } = prediction
  if (compared === undefined || compared.session !== session) return outcome
  const printed = (lines ?? []).map(({ program, pieces }) => ({
    program,
    line: pieces
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  }))
  pane.numbers = numbersOf(compared.questions)
  prediction.compared = { ...compared, results: outcome ? comparisonsOf(compared, outcome, printed) : [] }
  return outcome
}
