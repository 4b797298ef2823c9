// Bytes that no recv returned. Expected values by hand.
import { expect, it } from 'vitest'
import { Session, unreadNote, unreadOf } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { captured, recvfrom, sendto, udpSession } from './udp-log.ts'

const unread = (steps: readonly Step[]) => {
  const session = new Session()
  session.push(logOf(steps))
  session.end()
  const [stream] = session.streams
  return stream && unreadOf(stream)
}

const sent: readonly Step[] = [
  ['client', 'send', ['5'], 5, 2, 1, 'hello'],
  ['client', 'send', ['5'], 5, 3, 1, 'world'],
]
const recv = (at: number, limit: number, text: string): Step => [
  'server',
  'recv',
  [String(limit)],
  text.length,
  at,
  1,
  text,
]

it('two recvs of 3 bytes leave the last four of hello and world unread', () => {
  const left = unread([...sent, recv(200, 3, 'hel'), recv(201, 3, 'low')])
  expect(left).toEqual({ start: 6, end: 10 })
  expect(left && unreadNote(left, false)).toBe(
    '4 bytes, 6 to 10, were not read: no recv in this log returned them.',
  )
})

it('one unread byte is in the singular', () => {
  expect(unreadNote({ start: 1_000, end: 1_001 }, false)).toBe(
    '1 byte, 1,000 to 1,001, was not read: no recv in this log returned it.',
  )
})

it('for a log that is cut, the sentence says only that no recorded recv returned them', () => {
  expect(unreadNote({ start: 30, end: 36 }, true)).toBe(
    '6 bytes, 30 to 36, were not received in the recorded part; the log is incomplete.',
  )
})

it('a reader whose every recv failed left all of it unread', () => {
  expect(unread([...sent, ['server', 'recv', ['3'], { errno: 'EAGAIN' }, 200, 1]])).toEqual({
    start: 0,
    end: 10,
  })
})

it('nothing is unread if everything was read', () => {
  expect(unread([...sent, recv(200, 1024, 'helloworld')])).toBeUndefined()
})

it("nothing is known to be unread without the reader's calls", () => {
  expect(unread(sent)).toBeUndefined()
})

it('datagrams are never unread, because they have fates', () => {
  const session = udpSession([sendto(1, 'one'), sendto(2, 'two'), captured(1, 'one'), recvfrom(3, 64, 'one')])
  const [stream] = session.streams
  expect(stream && unreadOf(stream)).toBeUndefined()
})
