// Connections that say nothing, or take nothing, on real sockets and with small bounds.
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { afterEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let bridge: LiveBridge | undefined
afterEach(async () => {
  await bridge?.close()
  bridge = undefined
})

const headers = { authorization: `Bearer ${token}` }

/** A connection that sends only `text`. `closed` resolves when the bridge has ended it. */
const idle = async (port: number, text = '') => {
  const socket = net.connect(port, '127.0.0.1')
  // A bridge may end it with a reset.
  socket.on('error', () => undefined)
  const closed = new Promise<string>((resolve) => {
    let said = ''
    socket.on('data', (piece) => (said += piece.toString()))
    socket.on('close', () => resolve(said))
  })
  await once(socket, 'connect')
  socket.write(text)
  return { socket, closed }
}

it.each([
  ['nothing', ''],
  ['half a request', 'GET / HTTP/1.1\r\nhost: x\r\n'],
])('ends a connection in time if it has sent only %s', async (_, text) => {
  bridge = await LiveBridge.start({ bounds: { headersTime: 200, lookTime: 50 } })
  const begun = performance.now()
  const { closed } = await idle(bridge.port, text)
  expect(await closed).toMatch(/^$|^HTTP\/1\.1 408 [^]*"code":"REQUEST_TOO_SLOW"/)
  // By default Node checks only every 30 seconds.
  expect(performance.now() - begun).toBeLessThan(5_000)
})

it('keeps a place for the page beside any number of idle connections', async () => {
  bridge = await LiveBridge.start({ bounds: { connections: 8, strangers: 4 } })
  const { port } = bridge
  const first = await idle(port)
  const others: net.Socket[] = []
  for (let count = 0; count < 40; count += 1) others.push((await idle(port)).socket)
  expect((await bridge.ask('/api/status', { headers })).status).toBe(200)
  await first.closed
  for (const socket of others) socket.destroy()
})

it('keeps the page’s own connection open beside them', async () => {
  bridge = await LiveBridge.start({ bounds: { connections: 8, strangers: 4 } })
  const { port } = bridge
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const ask = () =>
    new Promise<net.Socket>((resolve, reject) => {
      const request = http.get(
        { port, host: '127.0.0.1', path: '/api/status', headers, agent },
        (response) => {
          const { socket } = response
          response.resume().on('end', () => resolve(socket))
        },
      )
      request.on('error', reject)
    })
  const mine = await ask()
  const others: net.Socket[] = []
  for (let count = 0; count < 40; count += 1) others.push((await idle(port)).socket)
  expect(await ask()).toBe(mine)
  for (const socket of others) socket.destroy()
  agent.destroy()
})

/** Milliseconds. */
const timeToClose = async (open: LiveBridge): Promise<number> => {
  const begun = performance.now()
  await open.close()
  return performance.now() - begun
}

it('closes hardly later beside followers that read nothing', async () => {
  // Measured beside each other, because a busy machine takes seconds for either.
  const alone = await timeToClose(await LiveBridge.start())
  const stalled = await LiveBridge.start()
  const { value } = await stalled.call('/api/runs', 'POST', {
    experiment: 'hello-world',
    conditions: { wait: 10_000 },
    framing: 'none',
  })
  const { session } = value as { session: string }
  const page = new WebSocket(`ws://127.0.0.1:${stalled.port}/api/sessions/${session}/follow`, { headers })
  await once(page, 'message')
  page.pause()
  const { socket } = await idle(stalled.port, 'GET /api')
  expect(await timeToClose(stalled)).toBeLessThan(2 * alone + 2_000)
  page.terminate()
  socket.destroy()
})
