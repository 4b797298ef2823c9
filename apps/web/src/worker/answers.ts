// The worker's answer to each kind of question.
import { describeStep } from '../layout/in-flight/describe-step.ts'
import { MOST_SCORED, scoreOf } from '../layout/in-flight/replay-steps.ts'
import { noConnections } from '../model/connections/connection-row.ts'
import type { CountingLoop } from '../model/connections/counting-loop.ts'
import type { OpenedSession } from '../model/session/opened-session.ts'
import { absentNames } from '../model/session/absent-names.ts'
import { talkOf } from '../model/session/printed-talk.ts'
import type { ShownStream } from '../model/stream/shown-stream.ts'
import { missingOf } from '../model/session/shown-bytes.ts'
import type { Answer, Given, Question } from './questions.ts'

/** What answers the questions. */
export interface AskedOf {
  /** `undefined` while no session is open. */
  readonly opened: OpenedSession | undefined
  readonly counting: CountingLoop
}

type Answers = {
  readonly [Q in Question]: (of: AskedOf, ...given: Given<Q>) => Answer<Q> | Promise<Answer<Q>>
}

/** Answers one question. */
export const answerOf = <Q extends Question>(
  of: AskedOf,
  question: Q,
  given: Given<Q>,
): Answer<Q> | Promise<Answer<Q>> => {
  const answer: Answers[Q] = answers[question]
  return answer(of, ...given)
}

/** Apart from the first load, because few sessions are exported. */
export const loadExports = () => import('../model/session/export-blob.ts')

/** Apart from the first load, because the first picture needs none of it: what is asked about one interval or a range. */
export const loadInspection = () => import('../model/inspect/inspection-answers.ts')

/** Apart from the first load, because the first picture needs none of it. */
export const loadPrograms = () => import('../model/session/program-answers.ts')

/** Apart from the first load, because it is asked for when somebody looks for a framing. */
export const loadGuess = () => import('../model/session/guess-shown.ts')

const answers: Answers = {
  about: ({ opened }) => opened?.facts,
  inspect: async ({ opened }, interval, { stream, marked }) => {
    const { inspect } = await loadInspection()
    const shown = opened?.lanesOf(stream)
    return opened && shown && inspect(shown, opened.framingOf(shown.stream), interval, marked)
  },
  headline: async ({ opened }) => {
    const { headlineOf } = await loadInspection()
    return opened && ofShown(opened, (shown) => headlineOf(opened, shown))
  },
  content: async ({ opened }, of) => {
    const { contentOf } = await loadInspection()
    return ofShown(opened, (shown) => contentOf(shown, of))
  },
  file: async ({ opened }, of) => {
    const { fileOf } = await loadInspection()
    return ofShown(opened, (shown) => fileOf(shown, of))
  },
  range: async ({ opened }, question) => {
    const { answerRange } = await loadInspection()
    return ofShown(opened, (shown) => answerRange(shown.subject, question))
  },
  nextFinding: ({ opened }, here, by) => opened?.nextFinding(here, by),
  findingGroups: async ({ opened }, from, to) => {
    const { findingGroups } = await loadInspection()
    return ofShown(opened, (shown) => findingGroups(shown, from, to)) ?? []
  },
  groupedFinding: async ({ opened }, place, k) => {
    const { groupedFinding } = await loadInspection()
    return ofShown(opened, (shown) => groupedFinding(shown, place, k))
  },
  table: async ({ opened }, query) => {
    const { noTable, tablePage } = await loadInspection()
    return ofShown(opened, (shown) => tablePage(shown, query, opened?.session.calls)) ?? noTable
  },
  connections: ({ opened, counting }, query) => {
    // First, so that the page shows no counts made through another framing.
    counting.go()
    return opened?.connectionPage(query) ?? noConnections
  },
  export: async ({ opened }, kind) => opened && (await loadExports()).exportBlob(opened, kind),
  guess: async ({ opened }) => {
    const { guessShown } = await loadGuess()
    return opened && ofShown(opened, (shown) => guessShown(opened.session, shown, turn))
  },
  absent: ({ opened }, names) => absentNames(opened?.session, names),
  missing: ({ opened }) => (opened ? missingOf(opened) : 0),
  moments: async ({ opened }) => (await loadPrograms()).programMoments(opened?.session, opened?.look()),
  outcome: async ({ opened }) => (await loadPrograms()).runOutcome(opened?.session, opened?.look()),
  output: async ({ opened }) => (await loadPrograms()).printedLines(opened?.session, opened?.look()),
  printed: ({ opened }) => talkOf(opened?.session),
  step: ({ opened }, time, by) => ofShown(opened, (shown) => describeStep(shown.subject, time, by)),
  score: ({ opened }) => ofShown(opened, (shown) => scoreOf(shown.subject, MOST_SCORED)),
}

/** Lets the worker hear what was asked meanwhile. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Of the stream that is shown; `undefined` while there is none. */
const ofShown = <Of>(opened: OpenedSession | undefined, of: (shown: ShownStream) => Of): Of | undefined => {
  const shown = opened?.look()
  return shown && of(shown)
}
