// Follows a session over a WebSocket that breaks. Replacements for the browser's own sockets and fetches answer when
// the test says so.
import type { FollowMessage } from '@unstick/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Follower } from './follower.ts'

class Socket {
  static readonly all: Socket[] = []
  onmessage: (event: { readonly data: string | ArrayBuffer }) => void = () => undefined
  onopen: () => void = () => undefined
  onclose: () => void = () => undefined
  readonly said: string[] = []
  closed = false
  readonly address: URL

  constructor(address: URL) {
    this.address = address
    Socket.all.push(this)
  }

  tells(message: FollowMessage): void {
    this.onmessage({ data: JSON.stringify(message) })
  }

  send(word: string): void {
    this.said.push(word)
  }

  close(): void {
    this.closed = true
  }
}

/** Answers a question for a bearer. Each bearer has its own number. */
let answer: (isThere?: boolean) => Promise<void> = () => Promise.resolve()
const asked: (readonly [boolean, string | undefined])[] = []

beforeEach(() => {
  Socket.all.length = 0
  asked.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('location', { href: 'http://127.0.0.1:7777/' })
  vi.stubGlobal('WebSocket', Socket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const following = (bytes: (bytes: Uint8Array) => void = () => undefined) => {
  const events: string[] = []
  const follower = new Follower('x', {
    bearer: (afresh, refused) => {
      asked.push([afresh, refused])
      const bearer = `bearer ${asked.length}`
      return new Promise((resolve) => {
        answer = async (isThere = true) => {
          resolve(isThere ? bearer : undefined)
          await vi.advanceTimersByTimeAsync(0)
        }
      })
    },
    connection: (now) => events.push(now.state === 'refused' ? `refused ${now.message}` : now.state),
    restart: () => events.push('restart'),
    bytes,
    live: (live) => events.push(live ? 'live' : 'not live'),
    trouble: (message) => events.push(message),
    failed: (error) => events.push(`failed: ${String(error)}`),
  })
  return { follower, events }
}

test('after a socket breaks, another one continues after what was read', async () => {
  const { events } = following()
  await answer()
  Socket.all[0]?.onopen()
  Socket.all[0]?.tells({ type: 'start', offset: 0, version: 'v', live: true })
  Socket.all[0]?.onmessage({ data: new ArrayBuffer(5) })
  Socket.all[0]?.onclose()
  await answer()
  await vi.advanceTimersByTimeAsync(250)
  expect(Socket.all.map(({ address }) => address.searchParams.get('offset'))).toEqual(['0', '5'])
  expect(events).toEqual(['connecting', 'live', 'following', 'connecting'])
  // The first message of each is what the page gave for it.
  Socket.all[1]?.onopen()
  expect(Socket.all.map(({ said }) => said)).toEqual([['{"bearer":"bearer 1"}'], ['{"bearer":"bearer 2"}']])
  expect(asked).toEqual([
    [false, undefined],
    [true, undefined],
  ])
})

test('while the bridge cannot be reached no socket is opened, and once it can be, one is', async () => {
  const { events } = following()
  await answer()
  Socket.all[0]?.onclose()
  await answer(false)
  await vi.advanceTimersByTimeAsync(250)
  await answer(false)
  expect(Socket.all).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(500)
  await answer()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(Socket.all).toHaveLength(2)
  expect(events).toEqual(['connecting', 'gone', 'gone', 'connecting'])
})

test('a refused bearer is exchanged for another', async () => {
  const { events } = following()
  await answer()
  Socket.all[0]?.tells({ type: 'refused', code: 'TOKEN_MISSING', message: 'who?' })
  Socket.all[0]?.onclose()
  expect(asked.at(-1)).toEqual([true, 'bearer 1'])
  await answer()
  expect(events).toEqual(['connecting', 'connecting'])
})

test('the reason why the session is not followed is reported', async () => {
  const { events } = following()
  await answer()
  Socket.all[0]?.tells({ type: 'refused', code: 'TOO_MANY_FOLLOWERS', message: 'At most 64.' })
  Socket.all[0]?.onclose()
  await answer()
  expect(events).toEqual(['connecting', 'refused At most 64.'])
})

test('if stopped while it asks why the socket broke, it reports nothing more and does not reconnect', async () => {
  const { follower, events } = following()
  await answer()
  Socket.all[0]?.onclose()
  follower.stop()
  await answer()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Socket.all).toHaveLength(1)
  expect(events).toEqual(['connecting'])
})

test('bytes that cannot be parsed end it, and it says why', async () => {
  const { events } = following(() => {
    throw new RangeError('no such lane')
  })
  await answer()
  const [socket] = Socket.all
  socket?.tells({ type: 'start', offset: 0, version: 'v', live: true })
  socket?.onmessage({ data: new ArrayBuffer(5) })
  expect(events.slice(3)).toEqual(['failed: RangeError: no such lane'])
  expect(socket?.closed).toBe(true)
  socket?.onclose()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Socket.all).toHaveLength(1)
})
