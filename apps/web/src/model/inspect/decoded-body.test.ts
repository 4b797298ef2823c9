// Bodies that the wire carries in another form: escaped, or in pieces with headers between them.
import { expect, test } from 'vitest'
import { opening, recv, send } from '../../../test/sessions.ts'
import { beginning, sentTo } from '../../../test/two-protocols.ts'
import { OpenedSession } from '../session/opened-session.ts'
import { decodedBody } from './decoded-body.ts'

const bodies = (framing: string, sent: string | Uint8Array): readonly (string | undefined)[] => {
  const session = new OpenedSession('id', framing, 0)
  const blocks =
    typeof sent === 'string'
      ? [...opening('chunks'), send(0, sent), recv(1, 4_096, sent)]
      : [...beginning(), ...sentTo(80, sent)]
  for (const block of blocks) session.push(block)
  session.end()
  const shown = session.look()
  if (!shown) throw new Error('nothing is shown')
  return Array.from({ length: shown.framed?.lane.count ?? 0 }, (_, k) => {
    const body = decodedBody(shown, k)
    return body && new TextDecoder().decode(body)
  })
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n'
/** RFC 9112, 7.1: the size in hex, the bytes, and the last chunk of size 0. */
const chunked = (...chunks: readonly string[]): string =>
  [...chunks, ''].map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')
const EVENTS = String.raw`delimiter:\n\n over http1`

test('an event over chunks has no size of a chunk among its bytes', () => {
  const text = HEAD + chunked('data: one\n\nda', 'ta: two\nda', 'ta: more\n\n', 'data: three\n\n')
  // The first and the third lie in one chunk each, so their bytes are those of the wire.
  expect(bodies(EVENTS, text)).toEqual([undefined, 'data: two\ndata: more', undefined])
})

test('an event that begins in a later answer is decoded from there', () => {
  const first = HEAD + chunked('data: one\n\n')
  const second = HEAD + chunked('data: t', 'wo\n\n')
  expect(bodies(EVENTS, first + second)).toEqual([undefined, 'data: two'])
})

test('the end of an answer that is not over yet is not needed', () => {
  const text = HEAD + chunked('data: o', 'ne\n\n').replace(/0\r\n\r\n$/, '')
  expect(bodies(EVENTS, text)).toEqual(['data: one'])
})

test('a message of two masked fragments is joined and unmasked', () => {
  // RFC 6455, 5.7: "Hel" and "lo" with the mask 37 fa 21 3d, by hand.
  const fragments = Buffer.from('018337fa213d7f9f4d' + '808237fa213d5b95', 'hex')
  expect(bodies('joined over websocket', fragments)).toEqual(['Hello'])
})
