import { expect, test } from 'vitest'
import { failed, opening, printed, recv, send, traced } from '../../../test/sessions.ts'
import { inspect } from '../inspect/inspect.ts'
import { OpenedSession } from './opened-session.ts'
import { tablePage } from './table-page.ts'

const opened = (framing: string, blocks: readonly Uint8Array[]): OpenedSession => {
  const session = new OpenedSession('id', framing, 0)
  for (const block of [...opening('hello + world'), ...blocks]) session.push(block)
  session.end()
  return session
}
const stuck = [
  send(0, 'hello'),
  send(1, 'world'),
  recv(200, 1_024, 'helloworld'),
  printed(201, "data1: b'helloworld'\n"),
]
const framed = [
  send(0, '\0\0\0\u0005hello'),
  send(1, '\0\0\0\u0005world'),
  recv(200, 1_024, '\0\0\0\u0005hello\0\0\0\u0005world'),
]
const shownOf = (session: OpenedSession) => {
  const shown = session.look()
  if (!shown) throw new Error('nothing is shown')
  return shown
}

test('hello + world with framing off: two sends, one recv, one merge', () => {
  const { counts, header, extent, findings } = opened('none', stuck).summary()
  expect(header?.title).toBe('hello + world')
  expect(counts).toEqual({
    sends: 2,
    segments: 0,
    recvs: 1,
    frames: 0,
    messages: 1,
    merges: 1,
    splits: 0,
    shortWrites: 0,
    fates: 0,
  })
  expect(extent[0]).toBe(0)
  expect(findings).toMatchObject([
    { kind: 'merge', lane: 'recv', index: 0, title: '2 sends arrived in 1 recv.' },
  ])
})

test('a short write is a finding in the list, one to step to, and is counted', () => {
  const session = opened('none', [traced(0, 'sendto', ['5'], 2, 'he'), send(1, 'llo'), recv(200, 9, 'hello')])
  const { counts, findings } = session.summary()
  expect(counts).toMatchObject({ sends: 2, merges: 1, shortWrites: 1 })
  expect(findings.map(({ kind, lane, index, title }) => [kind, lane, index, title])).toEqual([
    ['short-write', 'send', 0, 'sendto took 2 of 5 bytes.'],
    ['merge', 'recv', 0, '2 sends arrived in 1 recv.'],
  ])
  expect(session.nextFinding(undefined, 1)).toMatchObject({ kind: 'short-write', lane: 'send', index: 0 })
})

test('framing over the same session cuts it again without reading it again', () => {
  const session = opened('none', framed)
  session.show('struct:!I', 0)
  expect(session.summary().counts.messages).toBe(2)
  session.show('none', 0)
  expect(session.summary().counts.messages).toBe(1)
})

test('bytes that do not follow the framing give an error sentence, and no message', () => {
  const { counts, framingError } = opened('struct:!I', stuck).summary()
  expect(counts.messages).toBe(0)
  expect(framingError).toMatch(/1,?751,?477,?360/)
})

test('before the first recv there is no message, though there are sends', () => {
  const session = new OpenedSession('id', 'none', 0)
  session.live = true
  for (const block of [...opening('live'), ...stuck.slice(0, 2)]) session.push(block)
  expect(session.summary().counts).toMatchObject({ sends: 2, recvs: 0, messages: 0 })
  for (const block of stuck.slice(2)) session.push(block)
  expect(session.summary().counts).toMatchObject({ sends: 2, recvs: 1, messages: 1 })
})

test('a session that grew block by block looks the same as one that came at once', () => {
  const session = new OpenedSession('id', 'struct:!I', 0)
  session.live = true
  for (const block of [...opening('hello + world'), ...framed]) {
    session.push(block)
    session.summary()
  }
  session.live = false
  session.end()
  expect({ ...session.summary() }).toEqual(opened('struct:!I', framed).summary())
})

test('a recv is described with its finding, its bytes in two colours and what the program printed', () => {
  const session = opened('none', stuck)
  const inspection = inspect(shownOf(session), 'none', { lane: 'recv', index: 0 })
  expect(inspection).toMatchObject({
    program: 'server',
    title: '10 of 1,024 bytes',
    offset: 0,
    size: 10,
    runs: [
      { start: 0, end: 5, tint: 0, header: false, seam: false },
      { start: 5, end: 10, tint: 1, header: false, seam: true },
    ],
    headers: [],
  })
  expect(session.summary().printed).toEqual([{ program: 'server', text: "data1: b'helloworld'\n" }])
  expect(inspection?.facts).toContainEqual({ name: 'called', value: '+200.000 ms' })
  expect(inspection?.facts).toContainEqual({
    name: 'sends inside',
    value: '',
    links: [
      { lane: 'send', index: 0, time: expect.any(Number) as number, start: 0 },
      { lane: 'send', index: 1, time: expect.any(Number) as number, start: 5 },
    ],
  })
})

test('a framed recv is described with its headers decoded', () => {
  const session = opened('struct:!I', framed)
  const inspection = inspect(shownOf(session), 'struct:!I', { lane: 'recv', index: 0 })
  expect(inspection?.headers).toEqual([
    { name: 'message 1', value: 'length = 5' },
    { name: 'message 2', value: 'length = 5' },
  ])
})

test('an interval that does not exist has no description', () => {
  const session = opened('none', stuck)
  expect(inspect(shownOf(session), 'none', { lane: 'recv', index: 1 })).toBeUndefined()
})

test('the table has every interval in the order in which it happened', () => {
  const { rows, total } = tablePage(shownOf(opened('none', stuck)), { at: 0, count: 10 })
  expect(total).toBe(4)
  expect(rows.map(({ lane, index, text }) => [lane, index, text])).toEqual([
    ['send', 0, 'hello'],
    ['send', 1, 'world'],
    ['recv', 0, 'helloworld'],
    ['message', 0, 'helloworld'],
  ])
})

test('a page of the table holds the requested interval', () => {
  const shown = shownOf(opened('none', stuck))
  const { from, rows } = tablePage(shown, { at: { lane: 'recv', index: 0 }, count: 2 })
  expect(from).toBe(2)
  expect(rows[0]).toMatchObject({ lane: 'recv', index: 0, findings: ['2 sends arrived in 1 recv.'] })
})

test('the list of calls has the recv that returned 0 and the errors, at their places, and no other call without bytes', () => {
  const session = opened('none', [
    failed(-5, 'connect', [], 'ECONNREFUSED'),
    ...stuck.slice(0, 3),
    recv(300, 1_024, ''),
    failed(400, 'send', ['3'], 'EPIPE'),
  ])
  const page = tablePage(shownOf(session), { at: 0, count: 2, only: 'calls' }, session.session.calls)
  expect(page.rows.map(({ call }) => call?.text)).toEqual(['send(5) = 5', 'send(5) = 5'])
  expect(page.empty).toEqual([
    { time: 0, by: 'client', text: 'connect() = -1 ECONNREFUSED', says: 'Nobody listened there.' },
  ])
  const rest = tablePage(shownOf(session), { at: 2, count: 2, only: 'calls' }, session.session.calls)
  expect(rest.empty?.map(({ by, text, says }) => [by, text, says])).toEqual([
    ['server', 'recv(1024) = 0', 'End of stream: the other side sends nothing more.'],
    ['client', 'send(3) = -1 EPIPE', 'The other side no longer receives.'],
  ])
  expect(tablePage(shownOf(session), { at: 0, count: 9 }, session.session.calls).empty).toBeUndefined()
})

test('of many calls without bytes the list has the first 100, and says how many more there are', () => {
  const polls = Array.from({ length: 103 }, (_, k) => failed(k, 'send', ['3'], 'EAGAIN'))
  const session = opened('none', [...stuck.slice(0, 3), ...polls])
  const page = tablePage(shownOf(session), { at: 0, count: 9, only: 'calls' }, session.session.calls)
  expect([page.empty?.length, page.emptyMore]).toEqual([100, 3])
  const few = opened('none', [...stuck.slice(0, 3), ...polls.slice(3)])
  const all = tablePage(shownOf(few), { at: 0, count: 9, only: 'calls' }, few.session.calls)
  expect([all.empty?.length, all.emptyMore]).toEqual([100, 0])
})

test('a log cut inside a block says so and keeps what came before', () => {
  const session = new OpenedSession('id', 'none', 0)
  for (const block of [...opening('cut'), ...stuck.slice(0, 2)]) session.push(block)
  session.push(recv(200, 1_024, 'helloworld').subarray(0, 20))
  session.end()
  expect(session.summary()).toMatchObject({ counts: { sends: 2, recvs: 0 } })
  expect(session.summary().problem).toMatch(/ends inside the block/)
})

test('bytes that no recv returned are reported once the log is over', () => {
  const session = new OpenedSession('id', 'none', 0)
  session.live = true
  for (const block of [...opening('small'), ...stuck.slice(0, 2), recv(200, 3, 'hel'), recv(201, 3, 'low')])
    session.push(block)
  expect(session.summary()).toMatchObject({ unread: undefined, notes: [] })
  session.live = false
  session.end()
  expect(session.summary()).toMatchObject({
    unread: { start: 6, end: 10 },
    notes: ['4 bytes, 6 to 10, were not read: no recv in this log returned them.'],
  })
})

test('a session with another file keeps nothing of the earlier one', () => {
  const session = new OpenedSession('id', 'none', 0)
  session.live = true
  for (const block of [...opening('first'), ...stuck]) session.push(block)
  session.trouble = 'The disk is full.'
  session.restart()
  for (const block of [...opening('second'), ...stuck.slice(0, 2)]) session.push(block)
  session.end()
  expect(session.summary()).toMatchObject({
    header: { title: 'second' },
    live: false,
    problem: undefined,
    counts: { sends: 2, recvs: 0 },
  })
})
