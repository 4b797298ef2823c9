// A frame of HTTP/2 may have 16,384 bytes of payload until the receiver's SETTINGS say more, which are in the other direction.
// Source: RFC 9113, 4.2 and 6.5.2. Offsets by hand.
import { expect, it } from 'vitest'
import { frameStream, messageLines, Session } from '../src/index.ts'
import { spec } from './captured-lines.ts'
import { logOf, type Step } from './log-of.ts'

const frame = (type: number, payload: string): string =>
  `${String.fromCharCode(0, payload.length >> 8, payload.length & 255, type, 0, 0, 0, 0, type === 4 ? 0 : 1)}${payload}`
/** SETTINGS_MAX_FRAME_SIZE = 16,385. */
const more = frame(4, '\0\x05\0\0\x40\x01')
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
const long = frame(0, 'x'.repeat(16_385))

/** What is said of the frames that the client sends, after what the server sent before. */
const sent = (server: string, client: string, most = Infinity) => {
  const recvs: Step[] = []
  for (let at = 0; at < client.length; at += most) {
    const part = client.slice(at, at + most)
    recvs.push(['server', 'recv', ['99999'], part.length, 4 + at, 0, part])
  }
  const session = new Session()
  session.push(
    logOf([
      ['client', 'connect', [], 0, 0, 1],
      ['server', 'accept', [], 0, 0, 1],
      ['client', 'recv', ['999'], server.length, 2, 1, server],
      ...recvs,
      ['server', 'recv', ['999'], 0, 100_000, 1],
    ]),
  )
  session.end()
  const stream = session.streams.find(({ destination }) => destination.port === 8_080)
  if (!stream) throw new Error('no stream')
  return [...messageLines(session, frameStream(stream, spec('http2')))].map(({ start, end, error }) =>
    error === undefined ? [start, end] : [start, end, error],
  )
}

it('a longer frame is refused if the receiver did not allow it', () => {
  expect(sent(frame(4, ''), `${PREFACE}${frame(4, '')}${long}`)).toEqual([
    [0, 24],
    [24, 33],
    [33, 16_427, 'FRAME_TOO_LONG'],
  ])
})

it('a longer frame is taken once SETTINGS allowed it, however the bytes come', () => {
  const client = `${PREFACE}${frame(4, '')}${long}${frame(0, 'hi')}`
  const expected = [
    [0, 24],
    [24, 33],
    [33, 16_427],
    [16_427, 16_438],
  ]
  expect(sent(more, client)).toEqual(expected)
  for (const most of [1_000, 37, 5]) expect(sent(more, client, most)).toEqual(expected)
})

it('without the other direction all that 24 bits can say is taken', () => {
  expect(sent('', `${PREFACE}${frame(4, '')}${long}`)).toEqual([
    [0, 24],
    [24, 33],
    [33, 16_427],
  ])
})
