// The worker as the page has it: requests go in, reports come out. Only the global scope it stands in is another.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Asked, Report, Told } from './protocol.ts'

/** By hand, in make.py: a client's 5 + 5 bytes in two segments, the server's 10 in one. */
const plain = readFileSync(new URL('../../../../packages/session/test/fixtures/plain.pcap', import.meta.url))

const told: Told[] = []
const happened = new EventTarget()
const scope = {
  postMessage: (report: Told): void => {
    told.push(report)
    // The page gives at once what lets one in.
    if (report.type === 'bearer-wanted')
      ask({ type: 'bearer', ticket: report.ticket, bearer: 'bearer', opening: report.opening })
  },
  addEventListener: happened.addEventListener.bind(happened),
  onmessage: undefined as ((event: { readonly data: Asked }) => void) | undefined,
}
const ask = (data: Asked): void => scope.onmessage?.({ data })
const of = <Type extends Report['type']>(type: Type, opening: number) =>
  told.filter(
    (report): report is Told & { readonly type: Type } => report.type === type && report.opening === opening,
  )
const ended = (opening: number): number =>
  of('connection', opening).filter(({ connection }) => connection.state === 'ended').length
const openPlain = async (opening: number): Promise<void> => {
  ask({ type: 'open-file', file: new File([plain], 'plain.pcap'), framing: 'none', opening })
  await vi.waitFor(() => expect(ended(opening)).toBe(1))
}
/** Lets all go on that waits for nothing but its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The browser's sockets to the bridge, which say what the test has them say. */
const sockets: Socket[] = []
class Socket {
  onmessage: (event: { readonly data: string | Uint8Array }) => void = () => undefined
  constructor() {
    sockets.push(this)
  }
  close(): void {
    // Nobody is at the other end.
  }
}

beforeAll(async () => {
  vi.stubGlobal('self', scope)
  vi.stubGlobal('location', { href: 'http://127.0.0.1:7777/' })
  vi.stubGlobal('WebSocket', Socket)
  await import('./worker.ts')
})
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  told.length = 0
  vi.spyOn(console, 'error').mockReturnValue()
})

test('what fails in an answer is told with the question, and the next one is answered', async () => {
  await openPlain(1)
  // No such lane: nothing that a page asks for.
  const nowhere = { lane: 7 as never, index: 0 }
  ask({ type: 'table', ticket: 7, query: { at: nowhere, count: 1 }, opening: 1 })
  expect(of('failed', 1)).toMatchObject([
    { asked: 'table', ticket: 7, message: expect.stringMatching('^TypeError: ') as string },
  ])
  ask({ type: 'table', ticket: 8, query: { at: 0, count: 1 }, opening: 1 })
  expect(of('table', 1)).toMatchObject([{ ticket: 8, page: { total: 2 } }])
})

test('what fails without a question is told too', async () => {
  await openPlain(2)
  happened.dispatchEvent(
    Object.assign(new Event('unhandledrejection'), { reason: new RangeError('too far') }),
  )
  happened.dispatchEvent(Object.assign(new Event('error'), { error: new Error('too late') }))
  expect(of('failed', 2).map(({ asked, message }) => [asked, message])).toEqual([
    [undefined, 'RangeError: too far'],
    [undefined, 'Error: too late'],
  ])
})

test('of a file that was being read when another was opened nothing more is told', async () => {
  const long = new File([plain, new Uint8Array(4 * 1024 * 1024)], 'long.pcap')
  ask({ type: 'open-file', file: long, framing: 'none', opening: 3 })
  await openPlain(4)
  await settled()
  expect(new Set(of('summary', 4).map(({ summary }) => summary.session))).toEqual(new Set(['plain.pcap']))
  expect(of('read', 4).map(({ part }) => part)).toEqual([1])
  expect([ended(3), ended(4)]).toEqual([0, 1])
})

test('a session that was being taken when another was opened is not over for it, and no piece of it is wanted', async () => {
  ask({ type: 'take', session: 'taken', framing: 'none', stream: 0, opening: 5 })
  await vi.waitFor(() => expect(of('wanted', 5)).toHaveLength(1))
  await openPlain(6)
  ask({ type: 'piece', text: gzipSync(plain).toString('base64'), opening: 6 })
  ask({ type: 'piece', text: undefined, opening: 6 })
  await settled()
  await settled()
  expect(of('wanted', 6)).toEqual([])
  expect(ended(6)).toBe(1)
})

test('a file that is replaced while it is searched is not searched on, and the page is told', async () => {
  const start = (version: string): void =>
    sockets[0]?.onmessage({ data: JSON.stringify({ type: 'start', offset: 0, version, live: true }) })
  ask({ type: 'open', session: 'followed', framing: 'none', stream: 0, opening: 7 })
  await vi.waitFor(() => expect(sockets).toHaveLength(1))
  start('first')
  sockets[0]?.onmessage({ data: plain })
  ask({ type: 'search', ticket: 9, sought: { by: 'codes' }, stream: undefined, opening: 7 })
  start('second')
  await vi.waitFor(() => expect(of('restarted', 7)).toHaveLength(1))
  await import('../model/search/search-job.ts')
  await settled()
  expect(of('found', 7)).toEqual([])
  ask({ type: 'close', opening: 8 })
})
