// The worker's door: takes the page's requests, owns the session, tells of its growth at most once a frame.
import { layOut } from '../timeline/lay-out.ts'
import { layoutBuffers } from '../timeline/layout.ts'
import { Follower } from './follower.ts'
import { inspect } from './inspect.ts'
import { OpenedSession } from './opened-session.ts'
import type { Report, Request } from './protocol.ts'
import { tablePage } from './table.ts'

/** Milliseconds between two announcements of growth: a frame, or longer where one takes long to work out. */
const FRAME = 16
const REST = 3

let opened: OpenedSession | undefined
let follower: Follower | undefined
let announcement: ReturnType<typeof setTimeout> | undefined
let pause = FRAME

const tell = (report: Report, transfer: ArrayBuffer[] = []): void => {
  self.postMessage(report, { transfer })
}

const announce = (): void => {
  clearTimeout(announcement)
  announcement = undefined
  if (!opened) return
  const begun = performance.now()
  tell({ type: 'summary', summary: opened.summary() })
  pause = Math.max(FRAME, (performance.now() - begun) * REST)
}

const grown = (): void => {
  announcement ??= setTimeout(announce, pause)
}

const close = (): void => {
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

const answer = (request: Request): void => {
  switch (request.type) {
    case 'open':
      open(request.session, request.framing, request.stream)
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
      const shown = opened?.shown
      const layout = shown && layOut(shown.subject, request.query)
      tell({ type: 'view', layout }, layout ? layoutBuffers(layout) : [])
      break
    }
    case 'inspect': {
      const shown = opened?.shown
      const inspection = opened && shown && inspect(opened.session, shown, opened.framing, request.interval)
      tell({ type: 'inspection', ticket: request.ticket, inspection })
      break
    }
    case 'table': {
      const shown = opened?.shown
      const page = shown ? tablePage(shown, request.query) : { from: 0, total: 0, rows: [] }
      tell({ type: 'table', ticket: request.ticket, page })
    }
  }
}

self.onmessage = ({ data }: MessageEvent<Request>) => answer(data)
