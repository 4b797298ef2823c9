// What ends an answer of HTTP/1.1 is in the request, which is in the other direction. Source: RFC 9112, 6.3. Offsets by hand.
import { parseFraming } from '@unstick/framing'
import { expect, it } from 'vitest'
import { Findings, FrameReader, frameStream, messageLines, Path, Session } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

const http1 = parseFraming('http1')

/** The messages of what the server sent: `[start, end)` and what they are, if they are none. */
const answersTo = (requests: string, answers: string, isCalm = true) => {
  const steps: Step[] = [
    ['client', 'connect', [], 0, 0, 1],
    ['server', 'accept', [], 0, 0, 1],
    ['server', 'recv', ['9999'], requests.length, 2, 1, requests],
    ['client', 'recv', ['9999'], answers.length, 4, 1, answers],
    ['client', 'recv', ['9999'], 0, 5, 1],
  ]
  const session = new Session()
  const log = logOf(steps)
  for (let at = 0; at < log.length; at += isCalm ? log.length : 7)
    session.push(log.subarray(at, isCalm ? undefined : at + 7))
  session.end()
  const stream = session.streams.find(({ source }) => source.port === 8_080)
  if (!stream || !http1.ok) throw new Error('no stream')
  return [...messageLines(session, frameStream(stream, http1.spec))].map(({ start, end, apart }) =>
    apart === undefined ? [start, end] : [start, end, apart],
  )
}

it('what follows the answer to CONNECT is a tunnel, whatever its header says', () => {
  const connect = 'CONNECT a:25 HTTP/1.1\r\n\r\n'
  expect(answersTo(connect, 'HTTP/1.1 200 OK\r\n\r\n220 b\r\n')).toEqual([
    [0, 19],
    [19, 26, 'tunnel'],
  ])
  expect(answersTo(connect, 'HTTP/1.1 299 OK\r\nContent-Length: 2\r\n\r\n220 b\r\n')).toEqual([
    [0, 38],
    [38, 45, 'tunnel'],
  ])
  expect(
    answersTo(`GET / HTTP/1.1\r\n\r\n${connect}`, 'HTTP/1.1 204 a\r\n\r\nHTTP/1.1 200 b\r\n\r\n1'),
  ).toEqual([
    [0, 18],
    [18, 36],
    [36, 37, 'tunnel'],
  ])
})

it('an answer to another request has a body, even if that begins like a tunnel', () => {
  expect(
    answersTo('GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 Connection established\r\n\r\nSSH-2.0-x\r\n'),
  ).toEqual([[0, 50]])
})

it('an answer to HEAD has no body, however long it says that would be', () => {
  const head = 'HTTP/1.1 200 a\r\nContent-Length: 9\r\n\r\n'
  expect(answersTo('HEAD / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\n\r\n', head + head)).toEqual([
    [0, 37],
    [37, 74],
  ])
})

it('a log that comes in small pieces gives the same', () => {
  const both = ['CONNECT a:25 HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n220 b\r\n'] as const
  expect(answersTo(...both, false)).toEqual(answersTo(...both))
})

it('a reader that forgets what it gave out knows the requests, too', () => {
  if (!http1.ok) throw new Error('http1 is no framing')
  const request = 'CONNECT a:25 HTTP/1.1\r\n\r\n'
  const packets: Captured[] = [
    { from: 'client', at: 0, mss: 1460 },
    { from: 'server', at: 1, mss: 1460 },
    { from: 'client', at: 2, payload: request },
    { from: 'server', at: 3, payload: 'HTTP/1.1 200 OK\r\n\r\n' },
    { from: 'server', at: 4, offset: 19, payload: '220 b\r\n' },
    { from: 'server', at: 5, offset: 26, ends: 'FIN' },
  ]
  const reader = new FrameReader(http1.spec, {})
  const blocks = [logOf([]), captureInterface(), ...packets.map((packet) => capturedBlock(2, packet))]
  const lines = [...blocks.flatMap((block) => [...reader.push(block)]), ...reader.end()]
  expect(lines.map(({ start, end, apart }) => [start, end, apart])).toEqual([
    [0, request.length, undefined],
    [0, 19, undefined],
    [19, 26, 'tunnel'],
  ])
})

it('a tunnel that comes in several recvs is no message that needed them', () => {
  if (!http1.ok) throw new Error('http1 is no framing')
  const session = new Session()
  const head = 'CONNECT a:25 HTTP/1.1\r\n\r\n'
  const recvs = [head, 'EHLO', ' a\r\n', 'QUIT'].map((text, k): Step => [
    'server',
    'recv',
    ['99'],
    text.length,
    2 + k,
    0,
    text,
  ])
  session.push(logOf([...recvs, ['server', 'recv', ['99'], 0, 9, 0]]))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  const path = new Path([stream], frameStream(stream, http1.spec))
  expect(path.lane('message')?.count).toBe(2)
  expect([...new Findings(path)].map(({ title }) => title)).toEqual([])
})
