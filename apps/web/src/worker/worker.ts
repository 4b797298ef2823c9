// The worker's door: takes the page's requests, owns the session, tells of its growth some forty times a second.
import { noConnections } from '../connections/connection-row.ts'
import { CountingLoop } from '../connections/counting-loop.ts'
import { startSearch } from '../search/start-search.ts'
import { layOut } from '../timeline/lay-out.ts'
import { layoutBuffers } from '../timeline/layout.ts'
import { answerRange } from '../timeline/measure/answer-range.ts'
import { contentOf, fileOf } from './content-of.ts'
import { MOST_SCORED, scoreOf } from '../timeline/travel/steps.ts'
import { exportBlob, missingOf } from './export-blob.ts'
import { Follower } from './follower.ts'
import { inspect } from './inspect.ts'
import { OpenedSession } from './opened-session.ts'
import type { Report, Request } from './protocol.ts'
import { readFile } from './read-file.ts'
import { tablePage } from './table.ts'
import { talkOf } from './talk.ts'
import { toldStep } from './told-step.ts'
import { unpackPieces } from './unpack-pieces.ts'

/**
 * Milliseconds between two announcements of growth, or so many times as long as what came of the last one took. With
 * one for every frame, page, drawing and worker had no processor left on small machines, and all came later.
 */
const PAUSE = 25
const REST = 1
/** Milliseconds between two words about a file's reading. */
const TELLING = 100

let opened: OpenedSession | undefined
let follower: Follower | undefined
const counting = new CountingLoop(
  (milliseconds) => opened?.countConnections(milliseconds) ?? true,
  () => tell({ type: 'counted' }),
)
let announcement: ReturnType<typeof setTimeout> | undefined
/** When growth was announced last, and how long that took, with the views that were asked for since. */
let announced = 0
let spent = 0
let stopSearching = (): void => undefined
let stopReading = (): void => undefined

const tell = (report: Report, transfer: ArrayBuffer[] = []): void => {
  self.postMessage(report, { transfer })
}

const announce = (): void => {
  clearTimeout(announcement)
  announcement = undefined
  if (!opened) return
  announced = performance.now()
  tell({ type: 'summary', summary: opened.summary() })
  spent = performance.now() - announced
}

/** Reading comes first: a page that cannot draw as fast as the session grows draws less often. */
const restLeft = (): number => announced + Math.max(PAUSE, spent * REST) - performance.now()

const announceInTime = (): void => {
  const rest = restLeft()
  if (rest <= 0) announce()
  else announcement = setTimeout(announceInTime, rest)
}

/** What comes after a rest is told at once. */
const grown = (): void => {
  announcement ??= setTimeout(announceInTime, Math.max(0, restLeft()))
}

const close = (): void => {
  stopSearching()
  stopReading()
  follower?.stop()
  follower = undefined
  opened = undefined
  clearTimeout(announcement)
  announcement = undefined
}

const open = (id: string, framing: string, stream: number): void => {
  close()
  const session = new OpenedSession(id, framing, stream)
  opened = session
  follower = new Follower(id, {
    connection: (connection) => {
      if (opened !== session) return
      if (connection.state === 'ended') {
        session.end()
        announce()
      }
      tell({ type: 'connection', connection })
    },
    restart: () => session.restart(),
    bytes: (bytes) => {
      session.push(bytes)
      grown()
    },
    live: (live) => {
      session.live = live
      grown()
    },
    trouble: (message) => {
      session.trouble = message
      grown()
    },
  })
}

const openFile = async (file: File, framing: string): Promise<void> => {
  close()
  const session = new OpenedSession(file.name, framing, 0)
  opened = session
  const reading = new AbortController()
  stopReading = () => reading.abort()
  tell({ type: 'connection', connection: { state: 'following' } })
  let told = 0
  session.trouble = await readFile(
    file,
    {
      bytes: (bytes) => {
        session.push(bytes)
        grown()
      },
      part: (part) => {
        if (part < 1 && performance.now() - told < TELLING) return
        told = performance.now()
        tell({ type: 'read', part })
      },
    },
    reading.signal,
  )
  if (opened !== session) return
  session.end()
  announce()
  tell({ type: 'connection', connection: { state: 'ended' } })
}

/** Called with the piece that was asked for last. */
let taken: (text: string | undefined) => void = () => undefined

const take = async (name: string, framing: string, stream: number): Promise<void> => {
  close()
  const session = new OpenedSession(name, framing, stream)
  opened = session
  tell({ type: 'connection', connection: { state: 'following' } })
  const next = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      taken = resolve
      tell({ type: 'wanted' })
    })
  session.trouble = await unpackPieces(next, (bytes) => {
    session.push(bytes)
    grown()
  })
  session.end()
  announce()
  tell({ type: 'connection', connection: { state: 'ended' } })
}

const answer = (request: Request): void => {
  switch (request.type) {
    case 'open':
      open(request.session, request.framing, request.stream)
      break
    case 'take':
      void take(request.session, request.framing, request.stream)
      break
    case 'piece':
      taken(request.text)
      break
    case 'open-file':
      void openFile(request.file, request.framing)
      break
    case 'about':
      tell({ type: 'about', ticket: request.ticket, facts: opened?.facts })
      break
    case 'close':
      close()
      tell({ type: 'connection', connection: { state: 'idle' } })
      break
    case 'show':
      opened?.show(request.framing, request.stream)
      announce()
      break
    case 'view': {
      const begun = performance.now()
      const shown = opened?.shown
      const layout = shown && layOut(shown.subject, request.query, opened?.tracks(request.query.tracks ?? []))
      tell({ type: 'view', layout }, layout ? layoutBuffers(layout) : [])
      spent += performance.now() - begun
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
      const answer = shown && answerRange(shown, request.question)
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
      const page = opened?.connections.page(request.query) ?? noConnections
      tell({ type: 'connections', ticket: request.ticket, page })
      counting.go()
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
      const step = shown && toldStep(shown.subject, request.time, request.by)
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

self.onmessage = ({ data }: MessageEvent<Request>) => answer(data)
