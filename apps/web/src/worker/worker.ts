// The worker's door: takes the page's requests, owns the session, tells of its growth some forty times a second.
import { noConnections } from '../model/connections/connection-row.ts'
import { CountingLoop } from '../model/connections/counting-loop.ts'
import { startSearch } from '../model/search/start-search.ts'
import { layOut } from '../layout/view/lay-out-view.ts'
import { layoutBuffers } from '../layout/layout-buffers.ts'
import { answerRange } from '../model/range/answer-range.ts'
import { contentOf, fileOf } from '../model/inspect/content-of.ts'
import { MOST_SCORED, scoreOf } from '../layout/in-flight/replay-steps.ts'
import { exportBlob, missingOf } from '../model/session/export-blob.ts'
import { Follower } from './follower.ts'
import { inspect } from '../model/inspect/inspect.ts'
import { OpenedSession } from '../model/session/opened-session.ts'
import type { Asked, Report, Request, Told } from './protocol.ts'
import { readFile } from './read-file.ts'
import { tablePage } from '../model/session/table-page.ts'
import { talkOf } from '../model/session/printed-talk.ts'
import { describeStep } from '../layout/in-flight/describe-step.ts'
import { unpackPieces } from './unpack-pieces.ts'

/**
 * Milliseconds between two announcements of growth. With one for every frame, page, drawing and worker had no processor
 * left on small machines, and all came later.
 */
const PAUSE = 25
/** Milliseconds between two words about a file's reading. */
const TELLING = 100

/** Of `opened`, as the page numbers what it opens. */
let opening = 0
let opened: OpenedSession | undefined
const counting = new CountingLoop(
  (milliseconds) => opened?.countConnections(milliseconds) ?? true,
  () => tell({ type: 'counted' }),
)
let announcement: ReturnType<typeof setTimeout> | undefined
/** When growth was announced last. */
let announced = 0
let stopSearching = (): void => undefined
let stopReading = (): void => undefined

const tell = (report: Report, transfer: ArrayBuffer[] = []): void => {
  self.postMessage({ ...report, opening } satisfies Told, { transfer })
}

/** Tells of what should not have gone wrong. */
const failed = (error: unknown, asked?: Request): void => {
  console.error(error)
  const ticket = asked && 'ticket' in asked ? asked.ticket : undefined
  tell({ type: 'failed', asked: asked?.type, ticket, message: String(error) })
}

const announce = (): void => {
  clearTimeout(announcement)
  announcement = undefined
  if (!opened) return
  announced = performance.now()
  tell({ type: 'summary', summary: opened.summary() })
}

/** Tells of growth with the next turn, or once the pause is over. */
const grown = (): void => {
  announcement ??= setTimeout(announce, Math.max(0, announced + PAUSE - performance.now()))
}

/** Reads nothing more of the session that was open. */
const close = (): void => {
  // The page answers no question of a session that it has closed.
  waiting.clear()
  stopSearching()
  counting.clear()
  stopReading()
  opened = undefined
  clearTimeout(announcement)
  announcement = undefined
}

/** From now on a new session is the open one. */
const begin = (...session: ConstructorParameters<typeof OpenedSession>): OpenedSession => {
  close()
  opened = new OpenedSession(...session)
  return opened
}

/** Takes bytes of a session as long as it is the open one. */
const into =
  (session: OpenedSession) =>
  (bytes: Uint8Array): void => {
    if (opened !== session) return
    session.push(bytes)
    grown()
  }

/** Nothing more comes of the open session. */
const finish = (session: OpenedSession): void => {
  session.live = false
  session.end()
  announce()
  tell({ type: 'connection', connection: { state: 'ended' } })
}

/** Those who wait for a bearer, by the tickets of their questions. */
const waiting = new Map<number, (bearer: string | undefined) => void>()
let lastTicket = 0

const askForBearer = (afresh: boolean, refused?: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    lastTicket += 1
    waiting.set(lastTicket, resolve)
    tell({ type: 'bearer-wanted', ticket: lastTicket, afresh, refused })
  })

const takeBearer = (ticket: number, bearer: string | undefined): void => {
  waiting.get(ticket)?.(bearer)
  waiting.delete(ticket)
}

const open = (id: string, framing: string, stream: number): void => {
  const session = begin(id, framing, stream)
  const follower = new Follower(id, {
    bearer: askForBearer,
    connection: (connection) => {
      if (connection.state === 'ended') finish(session)
      else tell({ type: 'connection', connection })
    },
    restart: () => {
      stopSearching()
      counting.clear()
      session.restart()
      tell({ type: 'restarted' })
    },
    bytes: into(session),
    live: (live) => {
      session.live = live
      grown()
    },
    trouble: (message) => {
      session.trouble = message
      grown()
    },
    failed: (error) => {
      failed(error)
      finish(session)
    },
  })
  stopReading = () => follower.stop()
  setTimeout(() => void preloadSearch(), QUIET)
}

/** Milliseconds after which the first picture no longer needs the processor. */
const QUIET = 1_000

/** Loaded while the bridge is there for certain, as the page's own parts are (app/preload.ts). */
const preloadSearch = (): Promise<unknown> => import('../model/search/search-job.ts').catch(() => undefined)

/** `read` resolves once all was read, to what went wrong, in words. */
const readWhole = async (session: OpenedSession, read: () => Promise<string | undefined>): Promise<void> => {
  tell({ type: 'connection', connection: { state: 'following' } })
  try {
    session.trouble = await read()
  } catch (error) {
    if (opened === session) failed(error)
  }
  if (opened === session) finish(session)
}

const openFile = (file: File, framing: string): void => {
  const session = begin(file.name, framing, 0)
  const reading = new AbortController()
  stopReading = () => reading.abort()
  let told = 0
  const part = (read: number): void => {
    if (opened !== session || (read < 1 && performance.now() - told < TELLING)) return
    told = performance.now()
    tell({ type: 'read', part: read })
  }
  void readWhole(session, () => readFile(file, { bytes: into(session), part }, reading.signal))
}

/** Called with the piece that was asked for last. */
let taken: (text: string | undefined) => void = () => undefined

const take = (name: string, framing: string, stream: number): void => {
  const session = begin(name, framing, stream)
  const next = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      taken = resolve
      if (opened === session) tell({ type: 'wanted' })
      else resolve(undefined)
    })
  void readWhole(session, () => unpackPieces(next, into(session)))
}

const answer = (request: Request): void => {
  switch (request.type) {
    case 'open':
      open(request.session, request.framing, request.stream)
      break
    case 'take':
      take(request.session, request.framing, request.stream)
      break
    case 'bearer':
      takeBearer(request.ticket, request.bearer)
      break
    case 'piece':
      taken(request.text)
      break
    case 'open-file':
      openFile(request.file, request.framing)
      break
    case 'about':
      tell({ type: 'about', ticket: request.ticket, facts: opened?.facts })
      break
    case 'close':
      close()
      tell({ type: 'connection', connection: { state: 'idle' } })
      break
    case 'show':
      if (opened && request.framing !== opened.framing) counting.clear()
      opened?.show(request.framing, request.stream)
      announce()
      break
    case 'view': {
      const shown = opened?.shown
      const layout = shown && layOut(shown.subject, request.query, opened?.tracks(request.query.tracks ?? []))
      tell({ type: 'view', layout }, layout ? layoutBuffers(layout) : [])
      break
    }
    case 'inspect': {
      const shown = opened?.lanesOf(request.stream)
      const inspection = opened && shown && inspect(shown, opened.framing, request.interval, request.marked)
      tell({ type: 'inspection', ticket: request.ticket, inspection })
      break
    }
    case 'range': {
      const shown = opened?.shown
      const answer = shown && answerRange(shown.subject, request.question)
      tell({ type: 'range', ticket: request.ticket, answer })
      break
    }
    case 'content': {
      const shown = opened?.shown
      tell({ type: 'content', ticket: request.ticket, content: shown && contentOf(shown, request.of) })
      break
    }
    case 'file': {
      const shown = opened?.shown
      tell({ type: 'exported', ticket: request.ticket, blob: shown && fileOf(shown, request.of) })
      break
    }
    case 'table': {
      const shown = opened?.shown
      const page = shown ? tablePage(shown, request.query) : { from: 0, total: 0, rows: [] }
      tell({ type: 'table', ticket: request.ticket, page })
      break
    }
    case 'next-finding':
      tell({
        type: 'next-finding',
        ticket: request.ticket,
        finding: opened?.nextFinding(request.here, request.by),
      })
      break
    case 'connections': {
      // First, so that the page says nothing that was counted through another framing.
      counting.go()
      const page = opened?.connections.page(request.query) ?? noConnections
      tell({ type: 'connections', ticket: request.ticket, page })
      break
    }
    case 'search':
      stopSearching()
      if (opened)
        stopSearching = startSearch(opened, request.sought, request.stream, (found) =>
          tell({ type: 'found', ticket: request.ticket, found }),
        )
      break
    case 'stop-search':
      stopSearching()
      break
    case 'export': {
      const blob = opened && exportBlob(opened, request.kind)
      tell({ type: 'exported', ticket: request.ticket, blob })
      break
    }
    case 'printed':
      tell({ type: 'printed', ticket: request.ticket, talk: talkOf(opened?.session) })
      break
    case 'step': {
      const shown = opened?.shown
      const step = shown && describeStep(shown.subject, request.time, request.by)
      tell({ type: 'step', ticket: request.ticket, step })
      break
    }
    case 'score': {
      const shown = opened?.shown
      tell({ type: 'score', ticket: request.ticket, score: shown && scoreOf(shown.subject, MOST_SCORED) })
      break
    }
    case 'missing':
      tell({ type: 'missing', ticket: request.ticket, bytes: opened ? missingOf(opened) : 0 })
  }
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  opening = data.opening
  try {
    answer(data)
  } catch (error) {
    failed(error, data)
  }
}
// What goes on by itself: what the log's bytes bring, searching, counting.
self.addEventListener('error', ({ error }) => failed(error))
self.addEventListener('unhandledrejection', ({ reason }) => failed(reason))
