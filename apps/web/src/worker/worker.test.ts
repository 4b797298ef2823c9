// The worker as the page has it: requests go in, reports come out. Only its global scope is replaced.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Report, ToPage, ToWorker } from './messages.ts'

/** By hand, in make.py: a client's 5 + 5 bytes in two segments, the server's 10 in one. */
const plain = readFileSync(new URL('../../../../packages/session/test/fixtures/plain.pcap', import.meta.url))

/** Where the packet after the client's first 5 bytes begins. */
const FIRST_DATA = 317

const reports: ToPage[] = []
const happened = new EventTarget()
const scope = {
  postMessage: (report: ToPage): void => {
    reports.push(report)
    // The page sends the requested token at once.
    if (report.type === 'bearerWanted')
      ask({ command: 'bearer', given: [report.ticket, 'bearer'], opening: report.opening })
  },
  addEventListener: happened.addEventListener.bind(happened),
  onmessage: undefined as ((event: { readonly data: ToWorker }) => void) | undefined,
}
const ask = (data: ToWorker): void => scope.onmessage?.({ data })
const of = <Type extends Report['type']>(type: Type, opening: number) =>
  reports.filter(
    (report): report is ToPage & { readonly type: Type } =>
      report.type === type && report.opening === opening,
  )
const ended = (opening: number): number =>
  of('connection', opening).filter(({ connection }) => connection.state === 'ended').length
const openPlain = async (opening: number): Promise<void> => {
  ask({ command: 'openFile', given: [new File([plain], 'plain.pcap'), 'none'], opening })
  await until(() => expect(ended(opening)).toBe(1))
}
/** A second, which is the default, can be too short on a busy machine. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000 })
/** Lets everything run that only waits for its turn. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** The browser's sockets to the bridge, which send what the test makes them send. */
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
  reports.length = 0
  vi.spyOn(console, 'error').mockReturnValue()
})

test('a failure in an answer is reported with the question, and the next one is answered', async () => {
  await openPlain(1)
  // There is no such lane, so no page asks for it.
  const nowhere = { lane: 7 as never, index: 0 }
  ask({ question: 'table', ticket: 7, given: [{ at: nowhere, count: 1 }], opening: 1 })
  await until(() =>
    expect(of('failed', 1)).toMatchObject([
      { asked: 'table', ticket: 7, message: expect.stringMatching('^TypeError: ') as string },
    ]),
  )
  ask({ question: 'table', ticket: 8, given: [{ at: 0, count: 1 }], opening: 1 })
  await until(() => expect(of('answer', 1)).toMatchObject([{ ticket: 8, answer: { total: 2 } }]))
})

test('a failure without a question is reported too', async () => {
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

test('after another file is opened, nothing more is reported about the one being read', async () => {
  const long = new File([plain, new Uint8Array(4 * 1024 * 1024)], 'long.pcap')
  ask({ command: 'openFile', given: [long, 'none'], opening: 3 })
  await openPlain(4)
  await settled()
  expect(new Set(of('summary', 4).map(({ summary }) => summary.session))).toEqual(new Set(['plain.pcap']))
  expect(of('read', 4).map(({ part }) => part)).toEqual([1])
  expect([ended(3), ended(4)]).toEqual([0, 1])
})

test('a session being taken is not reported as over when another is opened, and no piece of it is wanted', async () => {
  ask({ command: 'take', given: ['taken', 'none', 0], opening: 5 })
  await until(() => expect(of('wanted', 5)).toHaveLength(1))
  await openPlain(6)
  ask({ command: 'piece', given: [gzipSync(plain).toString('base64')], opening: 6 })
  ask({ command: 'piece', given: [undefined], opening: 6 })
  await settled()
  await settled()
  expect(of('wanted', 6)).toEqual([])
  expect(ended(6)).toBe(1)
})

test('the search of a file that is replaced stops, and the page is informed', async () => {
  const start = (version: string): void =>
    sockets[0]?.onmessage({ data: JSON.stringify({ type: 'start', offset: 0, version, live: true }) })
  ask({ command: 'open', given: ['followed', 'none', 0], opening: 7 })
  await until(() => expect(sockets).toHaveLength(1))
  start('first')
  sockets[0]?.onmessage({ data: plain })
  ask({ command: 'search', given: [9, { by: 'codes' }, undefined], opening: 7 })
  start('second')
  await until(() => expect(of('restarted', 7)).toHaveLength(1))
  await import('../model/search/search-job.ts')
  await settled()
  expect(of('found', 7)).toEqual([])
  ask({ command: 'close', given: [], opening: 8 })
})

test('the last requested view comes again when the session has grown, one at a time', async () => {
  const query = { stream: 0, axis: 'bytes', domain: undefined, width: 600, until: undefined } as const
  const start = { type: 'start', offset: 0, version: 'only', live: true }
  /** How many bytes each view shows, and whether it was sent because the session had grown. */
  const views = () => of('view', 9).map(({ layout, grown }) => [layout?.extent[1], grown])
  ask({ command: 'open', given: ['growing', 'none', 0], opening: 9 })
  await until(() => expect(sockets).toHaveLength(2))
  const { onmessage } = sockets.at(-1) ?? new Socket()
  onmessage({ data: JSON.stringify(start) })
  // The file's global header, and its first packets, up to the client's first 5 bytes.
  onmessage({ data: plain.subarray(0, FIRST_DATA) })
  await until(() => expect(of('summary', 9).at(-1)?.summary.shown?.length).toBe(5))
  expect(views()).toEqual([])
  ask({ command: 'view', given: [query], opening: 9 })
  expect(views()).toEqual([[5, false]])
  onmessage({ data: plain.subarray(FIRST_DATA) })
  await until(() =>
    expect(views()).toEqual([
      [5, false],
      [10, true],
    ]),
  )
  // It is on its way: everything that comes meanwhile waits until it has arrived.
  ask({ command: 'show', given: ['line:lf', 0], opening: 9 })
  ask({ command: 'show', given: ['none', 0], opening: 9 })
  expect(views()).toHaveLength(2)
  ask({ command: 'viewArrived', given: [], opening: 9 })
  await until(() => expect(views()).toHaveLength(3))
  ask({ command: 'viewArrived', given: [], opening: 9 })
  await settled()
  expect(views()).toHaveLength(3)
  ask({ command: 'close', given: [], opening: 10 })
})

describe('the first report of a session', () => {
  /** Opens a session, of which the first packets come, up to the client's first 5 bytes. */
  const begin = async (opening: number, live: boolean): Promise<Socket> => {
    const before = sockets.length
    ask({ command: 'open', given: ['begun', 'none', 0], opening })
    await until(() => expect(sockets).toHaveLength(before + 1))
    const socket = sockets.at(-1) ?? new Socket()
    // Only now, because `until` would move its clock.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    socket.onmessage({ data: JSON.stringify({ type: 'start', offset: 0, version: 'only', live }) })
    socket.onmessage({ data: plain.subarray(0, FIRST_DATA) })
    return socket
  }
  const lengths = (opening: number) => of('summary', opening).map(({ summary }) => summary.shown?.length)
  afterEach(() => vi.useRealTimers())

  test('comes soon while it is recorded', async () => {
    await begin(11, true)
    vi.advanceTimersByTime(50)
    expect(lengths(11)).toEqual([5])
    ask({ command: 'close', given: [], opening: 12 })
  })

  test('is of the whole, if the session is over and soon read', async () => {
    const socket = await begin(13, false)
    vi.advanceTimersByTime(100)
    socket.onmessage({ data: plain.subarray(FIRST_DATA) })
    socket.onmessage({ data: JSON.stringify({ type: 'end' }) })
    vi.advanceTimersByTime(1_000)
    expect(lengths(13)).toEqual([10])
  })

  test('is of the beginning, if reading the rest takes long', async () => {
    const socket = await begin(14, false)
    vi.advanceTimersByTime(200)
    expect(lengths(14)).toEqual([5])
    socket.onmessage({ data: plain.subarray(FIRST_DATA) })
    vi.advanceTimersByTime(200)
    expect(lengths(14)).toEqual([5, 10])
    ask({ command: 'close', given: [], opening: 15 })
  })
})
