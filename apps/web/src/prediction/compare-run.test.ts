import { expect, test } from 'vitest'
import { stuckOutcome as outcome } from '../../test/stuck-outcome.ts'
import { comparisonsOf } from './compare-run.ts'
import { questionsOf } from './questions.ts'

const questions = questionsOf([], 'recv')
const compare = (guesses: Record<string, string>, recvs = 1) =>
  comparisonsOf({ questions, guesses }, { ...outcome, recvs }, []).map(({ question, guess, isRight }) => [
    question.id,
    guess,
    isRight,
  ])

test('each guess is right or not, and a question without one is left out', () => {
  expect(compare({ count: 'fewer', 'as-sent': 'yes' })).toEqual([
    ['count', 'fewer', true],
    ['as-sent', 'yes', false],
  ])
  expect(compare({})).toEqual([])
})

test('if the run does not say, no guess is right', () => {
  expect(compare({ first: 'part' }, 0)).toEqual([['first', 'part', false]])
})
