// The messages between the page and the worker. Each carries the number of the session that it is about, which rises
// with every one that the page opens or closes: a late message about a session before is known by it, and dropped.
import type { Layout } from '../layout/layout.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Summary } from '../model/session/summary.ts'
import type { Answer, Command, Given, Question } from './questions.ts'

export interface QuestionMessage<Q extends Question> {
  readonly question: Q
  /** The answer has the same one. */
  readonly ticket: number
  readonly given: Given<Q>
  readonly opening: number
}

export interface CommandMessage<C extends Command> {
  readonly command: C
  readonly given: Given<C>
  readonly opening: number
}

export type ToWorker =
  | { readonly [Q in Question]: QuestionMessage<Q> }[Question]
  | { readonly [C in Command]: CommandMessage<C> }[Command]

/** What the worker says. */
export type Report =
  | {
      readonly type: 'answer'
      readonly question: Question
      readonly ticket: number
      readonly answer: Answer<Question>
    }
  | { readonly type: 'connection'; readonly connection: Connection }
  /** The session grew, or is looked at in another way. */
  | { readonly type: 'summary'; readonly summary: Summary }
  /** `grown`: the view that was wanted last, once more because the session has grown; else the answer to `view`. */
  | { readonly type: 'view'; readonly layout: Layout | undefined; readonly grown: boolean }
  /** Asks for what lets the worker in at the bridge; `Follower` says what the two mean. */
  | {
      readonly type: 'bearerWanted'
      readonly ticket: number
      readonly afresh: boolean
      readonly refused: string | undefined
    }
  /** The next piece of a session that is taken. */
  | { readonly type: 'wanted' }
  /** The part of a file that was read, 0 to 1. */
  | { readonly type: 'read'; readonly part: number }
  /** More of what is sought: the hits since the last time. */
  | { readonly type: 'found'; readonly search: number; readonly found: Found }
  /** The session's file is another now: what was said of the one before, and found in it, holds no more. */
  | { readonly type: 'restarted' }
  /** More of the connections' messages and findings are counted: their list may be asked for again. */
  | { readonly type: 'counted' }
  /** Something went wrong that should not: in answering a question (`ticket`), in a command, or in what goes on by itself. */
  | {
      readonly type: 'failed'
      readonly asked: Question | Command | undefined
      readonly ticket: number | undefined
      readonly message: string
    }

export type ToPage = Report & { readonly opening: number }

export type Connection =
  | { readonly state: 'idle' | 'connecting' | 'following' | 'ended' }
  /** The bridge does not answer; it is tried again. */
  | { readonly state: 'gone' }
  /** The bridge answers, but not with this session. */
  | { readonly state: 'refused'; readonly message: string }
