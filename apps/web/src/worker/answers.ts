// The worker's answer to each kind of question.
import { describeStep } from '../layout/in-flight/describe-step.ts'
import { MOST_SCORED, scoreOf } from '../layout/in-flight/replay-steps.ts'
import { noConnections } from '../model/connections/connection-row.ts'
import type { CountingLoop } from '../model/connections/counting-loop.ts'
import { contentOf, fileOf } from '../model/inspect/content-of.ts'
import { inspect } from '../model/inspect/inspect.ts'
import { answerRange } from '../model/range/answer-range.ts'
import { exportBlob, missingOf } from '../model/session/export-blob.ts'
import type { OpenedSession } from '../model/session/opened-session.ts'
import { talkOf } from '../model/session/printed-talk.ts'
import { noTable, tablePage } from '../model/session/table-page.ts'
import type { Answer, Given, Question } from './questions.ts'

/** What answers the questions. */
export interface AskedOf {
  /** `undefined` while no session is open. */
  readonly opened: OpenedSession | undefined
  readonly counting: CountingLoop
}

type Answers = {
  readonly [Q in Question]: (of: AskedOf, ...given: Given<Q>) => Answer<Q>
}

/** Answers one question. */
export const answerOf = <Q extends Question>(of: AskedOf, question: Q, given: Given<Q>): Answer<Q> => {
  const answer: Answers[Q] = answers[question]
  return answer(of, ...given)
}

const answers: Answers = {
  about: ({ opened }) => opened?.facts,
  inspect: ({ opened }, interval, { stream, marked }) => {
    const shown = opened?.lanesOf(stream)
    return opened && shown && inspect(shown, opened.framing, interval, marked)
  },
  content: ({ opened }, of) => opened?.shown && contentOf(opened.shown, of),
  file: ({ opened }, of) => opened?.shown && fileOf(opened.shown, of),
  range: ({ opened }, question) => opened?.shown && answerRange(opened.shown.subject, question),
  nextFinding: ({ opened }, here, by) => opened?.nextFinding(here, by),
  table: ({ opened }, query) => (opened?.shown ? tablePage(opened.shown, query) : noTable),
  connections: ({ opened, counting }, query) => {
    // First, so that the page shows no counts made through another framing.
    counting.go()
    return opened?.connections.page(query) ?? noConnections
  },
  export: ({ opened }, kind) => opened && exportBlob(opened, kind),
  missing: ({ opened }) => (opened ? missingOf(opened) : 0),
  printed: ({ opened }) => talkOf(opened?.session),
  step: ({ opened }, time, by) => opened?.shown && describeStep(opened.shown.subject, time, by),
  score: ({ opened }) => opened?.shown && scoreOf(opened.shown.subject, MOST_SCORED),
}
