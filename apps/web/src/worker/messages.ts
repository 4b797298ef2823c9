// The messages between page and worker. Each carries the number of its session, which rises with every session that the
// page opens or closes, so that a late message about an earlier session is recognised and dropped.
import type { Layout } from '../layout/layout.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Summary } from '../model/session/summary.ts'
import type { Answer, Command, Given, Question } from './questions.ts'

export interface QuestionMessage<Q extends Question> {
  readonly question: Q
  /** The answer has the same number. */
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

/** What the worker reports. */
export type Report =
  | {
      readonly type: 'answer'
      readonly question: Question
      readonly ticket: number
      readonly answer: Answer<Question>
    }
  | { readonly type: 'connection'; readonly connection: Connection }
  /** The session grew, or is shown differently. */
  | { readonly type: 'summary'; readonly summary: Summary }
  /** `grown`: the last wanted view again, because the session has grown; otherwise the answer to `view`. */
  | { readonly type: 'view'; readonly layout: Layout | undefined; readonly grown: boolean }
  /** Asks for the token that lets the worker in at the bridge; see `Follower` for the two fields. */
  | {
      readonly type: 'bearerWanted'
      readonly ticket: number
      readonly afresh: boolean
      readonly refused: string | undefined
    }
  /** The next piece of a session that is being taken. */
  | { readonly type: 'wanted' }
  /** The part of a file that was read, 0 to 1. */
  | { readonly type: 'read'; readonly part: number }
  /** More search results: the hits since the last message. */
  | { readonly type: 'found'; readonly search: number; readonly found: Found }
  /**
   * The session's file is another one now: what was reported about the earlier one, and found in it, is no longer
   * valid.
   */
  | { readonly type: 'restarted' }
  /** More of the connections' messages and findings are counted, so their list may be requested again. */
  | { readonly type: 'counted' }
  /** Something unexpected failed: the answer to a question (`ticket`), a command, or background work. */
  | {
      readonly type: 'failed'
      readonly asked: Question | Command | undefined
      readonly ticket: number | undefined
      readonly message: string
    }

export type ToPage = Report & { readonly opening: number }

export type Connection =
  | { readonly state: 'idle' | 'connecting' | 'following' | 'ended' }
  /** The bridge does not answer. The worker keeps trying. */
  | { readonly state: 'gone' }
  /** The bridge answers, but not with this session. */
  | { readonly state: 'refused'; readonly message: string }
