// The page's side of the door: what the worker reported last, and questions with their answers.
import { access } from '../bridge/access.ts'
import { BridgeError } from '../bridge/bridge-error.ts'
import type { Layout } from '../layout/layout.ts'
import type { ViewQuery } from '../layout/view-query.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Sought } from '../model/search/query.ts'
import type { Summary } from '../model/session/summary.ts'
import type { CommandMessage, Connection, QuestionMessage, ToPage } from './messages.ts'
import type { Answer, Command, Given, Question } from './questions.ts'
import type { SessionInFile } from './session-in-file.ts'
import { ViewPace } from './view-pace.ts'

type BearerWanted = Extract<ToPage, { readonly type: 'bearerWanted' }>

/** Reported as it happens, besides the state that the view follows. */
export interface ReaderEvents {
  readonly layout: (layout: Layout | undefined) => void
  readonly connection: (connection: Connection) => void
  /** All that was reported is of a file that is no more. */
  readonly restarted: () => void
}

export class Reader {
  connection = $state.raw<Connection>({ state: 'idle' })
  summary = $state.raw<Summary>()
  readonly #worker: Worker
  /** The part of a file of the person's own that was read; `undefined` for any other session. */
  part = $state<number>()
  /** What the worker failed at last, in its own words. */
  failure = $state<string>()
  /** Rises as more of the connections are counted. */
  counted = $state(0)
  readonly #events: ReaderEvents
  // Answers are awaited, never shown: nothing follows this map.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #waiting = new Map<number, (answer: Answer<Question>) => void>()
  /** Rises with every session that is opened, and when one is closed. */
  #opening = 0
  #ticket = 0
  #searching: { readonly search: number; readonly found: (found: Found) => void } | undefined
  /** Gives the pieces of a session that is taken. */
  #nextPiece: () => string | undefined = () => undefined
  readonly #views = new ViewPace<ViewQuery>((query) => this.#command('view', query))
  /** The view that is wanted, as text: the worker sends it again by itself when the session has grown. */
  #wanted = ''

  constructor(worker: Worker, events: ReaderEvents) {
    this.#worker = worker
    this.#events = events
    this.#worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.#hear(data)
  }

  open(session: string, framing: string, stream: number): void {
    this.#begin()
    this.#command('open', session, framing, stream)
  }

  /** Takes a session that is in the page's own file, piece by piece as the worker asks. */
  take({ name, next }: SessionInFile, framing: string, stream: number): void {
    this.#nextPiece = next
    this.#begin()
    this.#command('take', name, framing, stream)
  }

  openFile(file: File, framing: string): void {
    this.#begin()
    this.#command('openFile', file, framing)
    this.part = 0
  }

  close(): void {
    this.#begin()
    this.#command('close')
  }

  /** Reads nothing any more. */
  end(): void {
    this.#worker.terminate()
  }

  show(framing: string, stream: number): void {
    this.#command('show', framing, stream)
  }

  view(query: ViewQuery): void {
    const wanted = JSON.stringify(query)
    if (wanted === this.#wanted && !this.#views.isWaiting) return
    this.#wanted = wanted
    this.#views.want(query)
  }

  /** Looks through all streams or one; `found` is told the hits as they come. */
  search(sought: Sought, stream: number | undefined, found: (found: Found) => void): void {
    this.#ticket += 1
    this.#searching = { search: this.#ticket, found }
    this.#command('search', this.#ticket, sought, stream)
  }

  stopSearch(): void {
    this.#searching = undefined
    this.#command('stopSearch')
  }

  /** The answer; `undefined` too where the worker failed at it, or another session was opened before it came. */
  ask<Q extends Question>(question: Q, ...given: Given<Q>): Promise<Answer<Q> | undefined> {
    this.#ticket += 1
    const ticket = this.#ticket
    return new Promise((resolve) => {
      // The worker answers a question as `Questions` says.
      this.#waiting.set(ticket, (answer) => resolve(answer as Answer<Q> | undefined))
      const message: QuestionMessage<Q> = { question, ticket, given, opening: this.#opening }
      this.#worker.postMessage(message)
    })
  }

  /** From now on nothing that is reported of the session before counts, and nothing that was asked of it is answered. */
  #begin(): void {
    this.#opening += 1
    this.summary = undefined
    this.part = undefined
    this.failure = undefined
    this.#wanted = ''
    this.#events.layout(undefined)
    for (const settle of this.#waiting.values()) settle(undefined)
    this.#waiting.clear()
  }

  #settle(ticket: number, answer?: Answer<Question>): void {
    this.#waiting.get(ticket)?.(answer)
    this.#waiting.delete(ticket)
  }

  #hear(report: ToPage): void {
    // Of whichever session: the next view may be asked for.
    if ((report.type === 'view' && !report.grown) || (report.type === 'failed' && report.asked === 'view'))
      this.#views.answered()
    if (report.opening !== this.#opening) return
    switch (report.type) {
      case 'answer':
        this.#settle(report.ticket, report.answer)
        break
      case 'connection':
        this.connection = report.connection
        this.#events.connection(report.connection)
        break
      case 'summary':
        this.summary = report.summary
        // What has just come is looked at once: the worker itself paces how often it reports it.
        this.#views.endRest()
        break
      case 'view':
        if (report.grown) this.#command('viewArrived')
        if (this.summary) this.#events.layout(report.layout)
        break
      case 'restarted':
        this.#events.restarted()
        break
      case 'counted':
        this.counted += 1
        break
      case 'read':
        this.part = report.part
        break
      case 'found':
        if (report.search === this.#searching?.search) this.#searching.found(report.found)
        break
      case 'wanted':
        this.#command('piece', this.#nextPiece())
        break
      case 'bearerWanted':
        void this.#giveBearer(report)
        break
      case 'failed':
        this.failure = report.message
        // It may be asked for once more.
        if (report.asked === 'view') this.#wanted = ''
        if (report.ticket !== undefined) this.#settle(report.ticket)
    }
  }

  async #giveBearer({ ticket, afresh, refused, opening }: BearerWanted): Promise<void> {
    if (refused !== undefined) access.refused(refused)
    let bearer: string | undefined
    try {
      bearer = afresh ? (await access.check()).bearer : await access.bearer()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
    }
    if (opening === this.#opening) this.#command('bearer', ticket, bearer)
  }

  #command<C extends Command>(command: C, ...given: Given<C>): void {
    this.#worker.postMessage({ command, given, opening: this.#opening } satisfies CommandMessage<C>)
  }
}
