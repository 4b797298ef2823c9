// The page's end of the worker: what it last told, and questions with their answers.
import { access } from '../bridge/access.ts'
import { BridgeError } from '../bridge/bridge-error.ts'
import type { SessionFacts } from '../model/session/session-facts.ts'
import {
  type ConnectionPage,
  type ConnectionQuery,
  noConnections,
} from '../model/connections/connection-row.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Found } from '../model/search/search-job.ts'
import type { Sought } from '../model/search/query.ts'
import type { Interval } from '../model/lanes/interval.ts'
import type { Layout } from '../layout/layout.ts'
import type { ViewQuery } from '../layout/view-query.ts'
import type { RangeAnswer, RangeQuestion } from '../model/range/range.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import type { SessionInFile } from './session-in-file.ts'
import type { Asked, Connection, Report, ReportOf, Request, Told } from './protocol.ts'
import type { Content, ContentOf } from '../model/inspect/content.ts'
import type { ExportFromMemory } from '../model/session/export-blob.ts'
import type { FindingSummary, Summary } from '../model/session/summary.ts'
import type { Inspection } from '../model/inspect/inspection.ts'
import type { TablePage, TableQuery } from '../model/session/table-page.ts'
import type { Talk } from '../model/session/printed-talk.ts'
import type { StepDescription } from '../layout/in-flight/describe-step.ts'
import { ViewPace } from './view-pace.ts'

const noTalk: Talk = { printed: [], senders: [] }

/** Told as it happens, besides the state that the view follows. */
export interface ReaderEvents {
  readonly layout: (layout: Layout | undefined) => void
  readonly connection: (connection: Connection) => void
  /** All that was told is of a file that is no more. */
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
  readonly #waiting = new Map<number, (report: Report | undefined) => void>()
  /** Rises with every session that is opened, and when one is closed. */
  #opening = 0
  #ticket = 0
  #searching: { readonly ticket: number; readonly found: (found: Found) => void } | undefined
  /** Gives the pieces of a session that is taken. */
  #nextPiece: () => string | undefined = () => undefined
  readonly #views = new ViewPace<ViewQuery>((query) => this.#ask({ type: 'view', query }))

  constructor(worker: Worker, events: ReaderEvents) {
    this.#worker = worker
    this.#events = events
    this.#worker.onmessage = ({ data }: MessageEvent<Told>) => this.#told(data)
  }

  open(session: string, framing: string, stream: number): void {
    this.#begin({ type: 'open', session, framing, stream })
  }

  /** Takes a session that stands in the page's own file, piece by piece as the worker asks. */
  take({ name, next }: SessionInFile, framing: string, stream: number): void {
    this.#nextPiece = next
    this.#begin({ type: 'take', session: name, framing, stream })
  }

  openFile(file: File, framing: string): void {
    this.#begin({ type: 'open-file', file, framing })
    this.part = 0
  }

  close(): void {
    this.#begin({ type: 'close' })
  }

  /** Reads nothing any more. */
  end(): void {
    this.#worker.terminate()
  }

  show(framing: string, stream: number): void {
    this.#ask({ type: 'show', framing, stream })
  }

  view(query: ViewQuery): void {
    this.#views.want(query)
  }

  /** `stream`: left out, the shown one. */
  async inspect(
    { lane, index, stream }: Interval & { readonly stream?: number },
    marked?: Range,
  ): Promise<Inspection | undefined> {
    const interval = { lane, index }
    const report = await this.#question<'inspection'>((ticket) => ({
      type: 'inspect',
      ticket,
      stream,
      interval,
      marked,
    }))
    return report?.inspection
  }

  /** Where the ends stand and what lies between them; `undefined` while nothing is shown. */
  async range(question: RangeQuestion): Promise<RangeAnswer | undefined> {
    const report = await this.#question<'range'>((ticket) => ({ type: 'range', ticket, question }))
    return report?.answer
  }

  /** The bytes of an interval, or of a message's body. */
  async content(of: ContentOf): Promise<Content | undefined> {
    const report = await this.#question<'content'>((ticket) => ({ type: 'content', ticket, of }))
    return report?.content
  }

  /** As `content`, all of it. */
  async file(of: ContentOf): Promise<Blob | undefined> {
    const report = await this.#question<'exported'>((ticket) => ({ type: 'file', ticket, of }))
    return report?.blob
  }

  /** The interval with findings after (1) or before (-1) this one in time. */
  async nextFinding(here: Interval | undefined, by: 1 | -1): Promise<FindingSummary | undefined> {
    const report = await this.#question<'next-finding'>((ticket) => ({
      type: 'next-finding',
      ticket,
      here,
      by,
    }))
    return report?.finding
  }

  async table(query: TableQuery): Promise<TablePage> {
    const report = await this.#question<'table'>((ticket) => ({ type: 'table', ticket, query }))
    return report?.page ?? { from: 0, total: 0, rows: [] }
  }

  /** The session, or what is shown of it, as a file made from memory. */
  async export(kind: ExportFromMemory): Promise<Blob | undefined> {
    const report = await this.#question<'exported'>((ticket) => ({ type: 'export', ticket, kind }))
    return report?.blob
  }

  /** How many bytes of the shown stream no lane holds. */
  async missing(): Promise<number> {
    const report = await this.#question<'missing'>((ticket) => ({ type: 'missing', ticket }))
    return report?.bytes ?? 0
  }

  async connections(query: ConnectionQuery): Promise<ConnectionPage> {
    const report = await this.#question<'connections'>((ticket) => ({ type: 'connections', ticket, query }))
    return report?.page ?? noConnections
  }

  /** What the session holds and what was left out. */
  async about(): Promise<SessionFacts | undefined> {
    const report = await this.#question<'about'>((ticket) => ({ type: 'about', ticket }))
    return report?.facts
  }

  /** Looks through all streams or one; `found` is told the hits as they come. */
  search(sought: Sought, stream: number | undefined, found: (found: Found) => void): void {
    this.#ticket += 1
    this.#searching = { ticket: this.#ticket, found }
    this.#ask({ type: 'search', ticket: this.#ticket, sought, stream })
  }

  stopSearch(): void {
    this.#searching = undefined
    this.#ask({ type: 'stop-search' })
  }

  /** What the session's programs printed last, in order. */
  async printed(): Promise<Talk> {
    const report = await this.#question<'printed'>((ticket) => ({ type: 'printed', ticket }))
    return report?.talk ?? noTalk
  }

  /** The moment of the shown stream before or after a time, in words; 0: that time. */
  async step(time: number, by: -1 | 0 | 1): Promise<StepDescription | undefined> {
    const report = await this.#question<'step'>((ticket) => ({ type: 'step', ticket, time, by }))
    return report?.step
  }

  async score(): Promise<Score | undefined> {
    const report = await this.#question<'score'>((ticket) => ({ type: 'score', ticket }))
    return report?.score
  }

  /** From now on nothing that is told of the session before counts, and nothing that was asked of it is answered. */
  #begin(request: Request): void {
    this.#opening += 1
    this.summary = undefined
    this.part = undefined
    this.failure = undefined
    this.#events.layout(undefined)
    for (const settle of this.#waiting.values()) settle(undefined)
    this.#waiting.clear()
    this.#ask(request)
  }

  /** The answer; `undefined` where the worker failed at it, or another session was opened before it came. */
  #question<Type extends Report['type']>(
    request: (ticket: number) => Request,
  ): Promise<ReportOf<Type> | undefined> {
    this.#ticket += 1
    const ticket = this.#ticket
    return new Promise((resolve) => {
      // A question is answered by its own kind of report alone.
      this.#waiting.set(ticket, (report) => resolve(report as ReportOf<Type> | undefined))
      this.#ask(request(ticket))
    })
  }

  #settle(ticket: number, report?: Report): void {
    this.#waiting.get(ticket)?.(report)
    this.#waiting.delete(ticket)
  }

  #told(report: Told): void {
    // Of whichever session: the next view may be asked for.
    if (report.type === 'view' || (report.type === 'failed' && report.asked === 'view'))
      this.#views.answered()
    if (report.opening !== this.#opening) return
    switch (report.type) {
      case 'connection':
        this.connection = report.connection
        this.#events.connection(report.connection)
        break
      case 'summary':
        this.summary = report.summary
        // What has just come is looked at once: the worker itself paces how often it tells of it.
        this.#views.endRest()
        break
      case 'view':
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
        if (report.ticket === this.#searching?.ticket) this.#searching.found(report.found)
        break
      case 'wanted':
        this.#ask({ type: 'piece', text: this.#nextPiece() })
        break
      case 'bearer-wanted':
        void this.#giveBearer(report)
        break
      case 'failed':
        this.failure = report.message
        if (report.ticket !== undefined) this.#settle(report.ticket)
        break
      default:
        this.#settle(report.ticket, report)
    }
  }

  async #giveBearer({ ticket, afresh, refused }: ReportOf<'bearer-wanted'>): Promise<void> {
    const opening = this.#opening
    if (refused !== undefined) access.refused(refused)
    let bearer: string | undefined
    try {
      bearer = afresh ? (await access.check()).bearer : await access.bearer()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
    }
    if (opening === this.#opening) this.#ask({ type: 'bearer', ticket, bearer })
  }

  #ask(request: Request): void {
    this.#worker.postMessage({ ...request, opening: this.#opening } satisfies Asked)
  }
}
