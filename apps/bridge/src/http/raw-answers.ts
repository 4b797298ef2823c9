// Answers what is refused before Fastify sees a request: bytes that are not HTTP, headers that are too long or too slow,
// and upgrades that are not for a WebSocket. Each answer has a code from the table, and ends the connection.
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ApiError } from '@unstick/api'
import { type Refusal, refusal } from '../errors.ts'

/** Answers what Node's parser gave up on, from its `clientError` event. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET') socket.destroy()
  else endWith(socket, refusalOf(error))
}

/** Answers expectations other than `100-continue`. Node's own answer to them has no body. */
export const answerExpectations = ({ server }: FastifyInstance): void => {
  server.on('checkExpectation', ({ headers, socket }) => {
    endWith(
      socket,
      refusal('REQUEST_MALFORMED', `the expectation "${headers.expect ?? ''}" is not supported`),
    )
  })
}

/** Answers upgrades that ask for another protocol or lack what a WebSocket's handshake needs. */
export const answerBadHandshakes = ({ websocketServer }: FastifyInstance): void => {
  websocketServer.on('wsClientError', (error, socket) =>
    endWith(socket, refusal('REQUEST_MALFORMED', error.message)),
  )
}

const refusalOf = ({ code, message }: NodeJS.ErrnoException): Refusal => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refusal('HEADERS_TOO_LARGE')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal('REQUEST_TOO_SLOW')
    default:
      return refusal('REQUEST_MALFORMED', message)
  }
}

/** Nothing was sent on this connection yet, so a whole answer may follow. */
const endWith = (socket: Duplex, { code, message, status }: Refusal): void => {
  // The client may have gone already, and then nobody needs the answer.
  socket.on('error', () => undefined)
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify({ error: { code, message } } satisfies ApiError)
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/json; charset=utf-8',
      'x-content-type-options: nosniff',
      'connection: close',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  )
}
