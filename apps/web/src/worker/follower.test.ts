// Following a session over a WebSocket that breaks. What stands in for the browser's own sockets and fetches answers
// when the test says so.
import type { FollowMessage } from '@unstick/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Follower } from './follower.ts'

class Socket {
  static readonly all: Socket[] = []
  onmessage: (event: { readonly data: string | ArrayBuffer }) => void = () => undefined
  onclose: () => void = () => undefined
  closed = false
  readonly address: URL

  constructor(address: URL) {
    this.address = address
    Socket.all.push(this)
  }

  tells(message: FollowMessage): void {
    this.onmessage({ data: JSON.stringify(message) })
  }

  close(): void {
    this.closed = true
  }
}

/** Answers the bridge's list of sessions: the one that is followed is there. */
let answer: () => void = () => undefined

beforeEach(() => {
  Socket.all.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('location', { href: 'http://127.0.0.1:7777/' })
  vi.stubGlobal('WebSocket', Socket)
  vi.stubGlobal(
    'fetch',
    () => new Promise((resolve) => (answer = () => resolve(Response.json([{ id: 'x' }])))),
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const following = (bytes: (bytes: Uint8Array) => void = () => undefined) => {
  const told: string[] = []
  const follower = new Follower('x', {
    connection: ({ state }) => told.push(state),
    restart: () => told.push('restart'),
    bytes,
    live: (live) => told.push(live ? 'live' : 'not live'),
    trouble: (message) => told.push(message),
    failed: (error) => told.push(`failed: ${String(error)}`),
  })
  return { follower, told }
}

test('a socket that breaks is followed by another, which goes on behind what was read', async () => {
  const { told } = following()
  Socket.all[0]?.tells({ type: 'start', offset: 0, version: 'v', live: true })
  Socket.all[0]?.onmessage({ data: new ArrayBuffer(5) })
  Socket.all[0]?.onclose()
  answer()
  await vi.advanceTimersByTimeAsync(250)
  expect(Socket.all.map(({ address }) => address.searchParams.get('offset'))).toEqual(['0', '5'])
  expect(told).toEqual(['connecting', 'live', 'following', 'connecting'])
})

test('stopped while it asks why the socket broke, it says nothing more and connects no more', async () => {
  const { follower, told } = following()
  Socket.all[0]?.onclose()
  follower.stop()
  answer()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Socket.all).toHaveLength(1)
  expect(told).toEqual(['connecting'])
})

test('bytes that cannot be taken end it, and it says why', async () => {
  const { told } = following(() => {
    throw new RangeError('no such lane')
  })
  const [socket] = Socket.all
  socket?.tells({ type: 'start', offset: 0, version: 'v', live: true })
  socket?.onmessage({ data: new ArrayBuffer(5) })
  expect(told.slice(3)).toEqual(['failed: RangeError: no such lane'])
  expect(socket?.closed).toBe(true)
  socket?.onclose()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Socket.all).toHaveLength(1)
})
