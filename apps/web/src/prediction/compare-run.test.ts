import { expect, test } from 'vitest'
import { comparisonsOf } from './compare-run.ts'
import { questionsOf } from './questions.ts'

const outcome = {
  transport: 'tcp' as const,
  recvName: 'recv',
  sends: 2,
  recvs: 1,
  segments: 2,
  firstSend: 5,
  firstRecv: 10,
  secondSend: 5,
  secondRecv: 0,
  beginsAlike: true,
  shortWrites: 0,
  framed: false,
  asSent: false,
  why: '',
  answer: undefined,
}
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
