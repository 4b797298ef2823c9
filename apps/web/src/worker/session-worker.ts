// The worker's side: owns the open session, answers questions about it, and reports its growth about forty times a
// second.
import { loadStrace } from '@unstick/formats'
import { layoutBuffers } from '../layout/layout-buffers.ts'
import type { ViewQuery } from '../layout/view-query.ts'
import { layOutView } from '../layout/view/lay-out-view.ts'
import { CountingLoop } from '../model/connections/counting-loop.ts'
import { startSearch } from '../model/search/start-search.ts'
import { OpenedSession } from '../model/session/opened-session.ts'
import { answerOf, loadExports, loadGuess, loadInspection, loadPrograms } from './answers.ts'
import { Follower } from './follower.ts'
import type { QuestionMessage, Report, ToPage, ToWorker } from './messages.ts'
import type { Answer, Command, Given, Question } from './questions.ts'
import { unpackPieces } from './unpack-pieces.ts'

/**
 * Milliseconds between two reports of growth. With one for every frame, page, drawing and worker used up the processors
 * of small machines, and everything was late.
 */
const PAUSE = 25
/** Milliseconds between two reports of how much of a file was read. */
const REPORTING = 100
/**
 * Milliseconds within which a session that is over may be read whole. Until then its beginning is not reported, because
 * showing it would take the processor from reading the rest.
 */
const WHOLE = 150

type Post = (message: ToPage, transfer: ArrayBuffer[]) => void

type Obeys = { readonly [C in Command]: (...given: Given<C>) => void }

export class SessionWorker {
  readonly #post: Post
  /** The number that the page gave to `#opened`. */
  #opening = 0
  #opened: OpenedSession | undefined
  readonly #counting = new CountingLoop(
    (milliseconds) => this.#opened?.countConnections(milliseconds) ?? true,
    () => this.#report({ type: 'counted' }),
  )
  #announcement: ReturnType<typeof setTimeout> | undefined
  /** When growth was last reported. */
  #announced = 0
  /** When the first of the session came. */
  #begun: number | undefined
  /** The view that the page wants. */
  #query: ViewQuery | undefined
  /** Whether a view of the grown session is on its way to the page, and whether the session has grown since. */
  #onItsWay: 'none' | 'one' | 'one, and it grew' = 'none'
  #stopSearching = (): void => undefined
  #stopReading = (): void => undefined
  /** Those waiting for a bearer, by the tickets of their questions. */
  readonly #waiting = new Map<number, (bearer: string | undefined) => void>()
  #lastTicket = 0
  #isLoadedEarly = false
  /** Called with the piece that was requested last. */
  #taken: (text: string | undefined) => void = () => undefined

  constructor(post: Post) {
    this.#post = post
  }

  /** Takes one message of the page. */
  hear(message: ToWorker): void {
    this.#opening = message.opening
    try {
      if ('question' in message) this.#answer(message)
      else this.#obey(message.command, message.given)
    } catch (error) {
      this.failed(error, message)
    }
  }

  /** Reports an unexpected failure, in `message` or in background work. */
  failed(error: unknown, message?: ToWorker): void {
    console.error(error)
    const asked = message && ('question' in message ? message.question : message.command)
    const ticket = message && 'ticket' in message ? message.ticket : undefined
    this.#report({ type: 'failed', asked, ticket, message: String(error) })
  }

  #answer<Q extends Question>(message: QuestionMessage<Q>): void {
    const { question, ticket, given } = message
    const answer = answerOf({ opened: this.#opened, counting: this.#counting }, question, given)
    if (answer instanceof Promise) void this.#answerLater(message, answer)
    else this.#report({ type: 'answer', question, ticket, answer })
  }

  async #answerLater<Q extends Question>(
    { question, ticket, opening }: QuestionMessage<Q>,
    answer: Promise<Answer<Q>>,
  ): Promise<void> {
    try {
      const report: Report = { type: 'answer', question, ticket, answer: await answer }
      // The page answers no question of a session that it has closed.
      if (opening === this.#opening) this.#report(report)
    } catch (error) {
      console.error(error)
      this.#report({ type: 'failed', asked: question, ticket, message: String(error) })
    }
  }

  #obey<C extends Command>(command: C, given: Given<C>): void {
    const obey: Obeys[C] = this.#commands[command]
    obey(...given)
  }

  readonly #commands: Obeys = {
    open: (...session) => this.#open(...session),
    take: (...session) => this.#take(...session),
    bearer: (ticket, bearer) => {
      this.#waiting.get(ticket)?.(bearer)
      this.#waiting.delete(ticket)
    },
    piece: (text) => this.#taken(text),
    openFile: (file, framing) => this.#openFile(file, framing),
    close: () => {
      this.#close()
      this.#report({ type: 'connection', connection: { state: 'idle' } })
    },
    show: (framing, stream) => {
      if (this.#opened && framing !== this.#opened.framing) this.#counting.clear()
      this.#opened?.show(framing, stream)
      this.#announce()
    },
    view: (query) => {
      this.#query = query
      this.#sendView(query, false)
    },
    viewArrived: () => {
      const grew = this.#onItsWay === 'one, and it grew'
      this.#onItsWay = 'none'
      if (grew) this.#grown()
    },
    search: (search, sought, stream) => {
      this.#stopSearching()
      if (this.#opened)
        this.#stopSearching = startSearch(this.#opened, sought, stream, (found) =>
          this.#report({ type: 'found', search, found }),
        )
    },
    stopSearch: () => this.#stopSearching(),
  }

  #report(report: Report, transfer: ArrayBuffer[] = []): void {
    this.#post({ ...report, opening: this.#opening }, transfer)
  }

  #sendView(query: ViewQuery, grown: boolean): void {
    const opened = this.#opened
    const shown = opened?.look()
    const layout = opened && shown && layOutView(shown.subject, query, opened.tracks(query.tracks ?? []))
    this.#report({ type: 'view', layout, grown }, layout ? layoutBuffers(layout) : [])
    if (layout) this.#loadEarly()
  }

  /** The page asks for the headline next, and its bridge may end at any time. If it fails, the question reports that. */
  #loadEarly(): void {
    if (this.#isLoadedEarly) return
    this.#isLoadedEarly = true
    loadInspection().catch(() => undefined)
  }

  #announce(): void {
    clearTimeout(this.#announcement)
    this.#announcement = undefined
    if (!this.#opened) return
    this.#announced = performance.now()
    this.#report({ type: 'summary', summary: this.#opened.summary() })
    this.#sendGrownView()
  }

  /** One at a time, so that a busy page is not sent more than it can handle. */
  #sendGrownView(): void {
    const query = this.#query
    // For another stream the page wants another view.
    if (!query || query.stream !== this.#opened?.look()?.stream.index) return
    if (this.#onItsWay !== 'none') {
      this.#onItsWay = 'one, and it grew'
      return
    }
    this.#sendView(query, true)
    this.#onItsWay = 'one'
  }

  /** Reports growth in the next turn, or once the pause is over. */
  #grown(): void {
    const now = performance.now()
    this.#begun ??= now
    const first = this.#opened?.live ? now : this.#begun + WHOLE
    this.#announcement ??= setTimeout(() => this.#announce(), Math.max(first, this.#announced + PAUSE) - now)
  }

  /** Stops reading the session that was open. */
  #close(): void {
    // The page answers no question about a session that it has closed.
    this.#waiting.clear()
    this.#stopSearching()
    this.#counting.clear()
    this.#stopReading()
    this.#opened = undefined
    this.#query = undefined
    this.#onItsWay = 'none'
    clearTimeout(this.#announcement)
    this.#announcement = undefined
    this.#announced = 0
    this.#begun = undefined
  }

  /** From now on a new session is the open one. */
  #begin(...session: ConstructorParameters<typeof OpenedSession>): OpenedSession {
    this.#close()
    this.#opened = new OpenedSession(...session)
    return this.#opened
  }

  /** Takes bytes of a session as long as it is the open one. */
  #into(session: OpenedSession): (bytes: Uint8Array) => void {
    return (bytes) => {
      if (this.#opened !== session) return
      session.push(bytes)
      this.#grown()
    }
  }

  /** Nothing more will come for the open session. */
  #finish(session: OpenedSession): void {
    session.live = false
    session.end()
    this.#announce()
    this.#report({ type: 'connection', connection: { state: 'ended' } })
  }

  #open(id: string, framing: string, stream: number): void {
    const session = this.#begin(id, framing, stream)
    const follower = new Follower(id, {
      bearer: (afresh, refused) => this.#askForBearer(afresh, refused),
      connection: (connection) => {
        if (connection.state === 'ended') this.#finish(session)
        else this.#report({ type: 'connection', connection })
      },
      restart: () => {
        this.#stopSearching()
        this.#counting.clear()
        session.restart()
        this.#report({ type: 'restarted' })
      },
      bytes: this.#into(session),
      live: (live) => {
        session.live = live
        this.#grown()
      },
      trouble: (message) => {
        session.trouble = message
        this.#grown()
      },
      failed: (error) => {
        this.failed(error)
        this.#finish(session)
      },
    })
    this.#stopReading = () => follower.stop()
  }

  #askForBearer(afresh: boolean, refused?: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.#lastTicket += 1
      this.#waiting.set(this.#lastTicket, resolve)
      this.#report({ type: 'bearerWanted', ticket: this.#lastTicket, afresh, refused })
    })
  }

  /** `read` resolves once everything was read, to an error sentence if something went wrong. */
  async #readWhole(session: OpenedSession, read: () => Promise<string | undefined>): Promise<void> {
    this.#report({ type: 'connection', connection: { state: 'following' } })
    try {
      session.trouble = await read()
    } catch (error) {
      if (this.#opened === session) this.failed(error)
    }
    if (this.#opened === session) this.#finish(session)
  }

  #openFile(file: File, framing: string): void {
    const session = this.#begin(file.name, framing, 0)
    const reading = new AbortController()
    this.#stopReading = () => reading.abort()
    let reported = 0
    const part = (read: number): void => {
      if (this.#opened !== session || (read < 1 && performance.now() - reported < REPORTING)) return
      reported = performance.now()
      this.#report({ type: 'read', part: read })
    }
    void this.#readWhole(session, async () => {
      const { readFile } = await import('./read-file.ts')
      return readFile(file, { bytes: this.#into(session), part }, reading.signal)
    })
  }

  #take(name: string, framing: string, stream: number): void {
    const session = this.#begin(name, framing, stream)
    const next = (): Promise<string | undefined> =>
      new Promise((resolve) => {
        this.#taken = resolve
        if (this.#opened === session) this.#report({ type: 'wanted' })
        else resolve(undefined)
      })
    void this.#readWhole(session, () => unpackPieces(next, this.#into(session)))
  }
}

/** Milliseconds after which the first picture no longer needs the processor. */
export const QUIET = 1_000

/** Loaded while the bridge is certainly there, like the page's own parts (app/preload.ts). */
export const preload = async (): Promise<void> => {
  for (const load of [
    loadInspection,
    loadPrograms,
    loadGuess,
    async () => (await loadExports()).loadExporters(),
    () => import('./read-file.ts'),
    loadStrace,
    () => import('../model/search/search-job.ts'),
  ])
    await load().catch(() => undefined)
}
