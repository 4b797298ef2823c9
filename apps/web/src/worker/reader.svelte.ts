// The page's connection to the worker: what the worker reported last, and questions with their answers.
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

/** Reported as it happens, in addition to the state that the view follows. */
export interface ReaderEvents {
  readonly layout: (layout: Layout | undefined) => void
  readonly connection: (connection: Connection) => void
  /** Everything reported so far belongs to a file that is gone. */
  readonly restarted: () => void
}

export class Reader {
  connection = $state.raw<Connection>({ state: 'idle' })
  summary = $state.raw<Summary>()
  readonly #worker: Worker
  /** The part of the user's own file that was read; `undefined` for any other session. */
  part = $state<number>()
  /** The worker's last failure, as it reported it. */
  failure = $state<string>()
  /** Rises as more of the connections are counted. */
  counted = $state(0)
  readonly #events: ReaderEvents
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- answers are awaited, never shown: nothing depends on it
  readonly #waiting = new Map<number, (answer: Answer<Question>) => void>()
  /** Rises with every session that is opened, and when one is closed. */
  #opening = 0
  #ticket = 0
  #searching: { readonly search: number; readonly found: (found: Found) => void } | undefined
  /** Returns the pieces of a session that is being taken. */
  #nextPiece: () => string | undefined = () => undefined
  readonly #views = new ViewPace<ViewQuery>((query) => this.#command('view', query))
  /** The wanted view, as text. The worker sends it again on its own when the session has grown. */
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

  /** Stops reading. */
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

  /** Searches all streams or one; `found` receives the hits as they come. */
  search(sought: Sought, stream: number | undefined, found: (found: Found) => void): void {
    this.#ticket += 1
    this.#searching = { search: this.#ticket, found }
    this.#command('search', this.#ticket, sought, stream)
  }

  stopSearch(): void {
    this.#searching = undefined
    this.#command('stopSearch')
  }

  /** The answer; `undefined` also if the worker failed at it, or if another session was opened before it came. */
  ask<Q extends Question>(question: Q, ...given: Given<Q>): Promise<Answer<Q> | undefined> {
    this.#ticket += 1
    const ticket = this.#ticket
    return new Promise((resolve) => {
      // The worker answers a question as `Questions` declares.
      this.#waiting.set(ticket, (answer) => resolve(answer as Answer<Q> | undefined))
      const message: QuestionMessage<Q> = { question, ticket, given, opening: this.#opening }
      this.#worker.postMessage(message)
    })
  }

  /** From now on, reports about the earlier session are ignored, and its questions get no answer. */
  #begin(): void {
    this.#opening += 1
    this.connection = { state: 'idle' }
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
    // For any session: the next view may be requested.
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
        // What has just come is shown at once, because the worker itself limits how often it reports.
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
        // So that it can be requested again.
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
