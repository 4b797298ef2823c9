// A WebSocket that could carry no bearer in its headers, as every browser's.
import { EventEmitter, once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { LiveBridge, token } from '../../test/live-bridge.ts'
import { enter, tokenKey } from '../../test/visitor.ts'
import { renewSecret } from '../access/secret-file.ts'
import { FirstWords } from './first-words.ts'

let bridge: LiveBridge
beforeEach(async () => {
  bridge = await LiveBridge.start()
})
afterEach(() => bridge.close())

/** What is said until the socket closes, and why it closes. */
interface Heard {
  readonly words: { readonly type: string; readonly code?: string }[]
  readonly code: number
}

const connect = (id: string, headers: Record<string, string> = {}): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, { headers })

const heardOn = (socket: WebSocket): Promise<Heard> =>
  new Promise((resolve, reject) => {
    const words: Heard['words'] = []
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) words.push(JSON.parse(data.toString()) as Heard['words'][number])
    })
    socket.on('error', reject)
    socket.on('close', (code) => resolve({ words, code }))
  })

const say = async (id: string, word: string | Buffer): Promise<Heard> => {
  const socket = connect(id)
  const heard = heardOn(socket)
  socket.on('open', () => socket.send(word))
  return heard
}

const pageBearer = async (): Promise<string> =>
  (await enter(bridge, `http://127.0.0.1:${bridge.port}`, tokenKey(token))).bearer

/** A recording that goes on until the bridge closes. */
const liveSession = async (): Promise<string> => (await bridge.folder.record('live', [])).id

const refused = { words: [{ type: 'refused', code: 'TOKEN_MISSING' }], code: 1008 }

describe('the first word', () => {
  it('with a bearer lets one follow', async () => {
    const id = await liveSession()
    await bridge.folder.finish(id)
    const { words, code } = await say(id, JSON.stringify({ bearer: await pageBearer() }))
    expect(words.map(({ type }) => type)).toEqual(['start', 'end'])
    expect(code).toBe(1000)
  })

  it('of a known one tells of a session that is not there', async () => {
    const heard = await say('nope', JSON.stringify({ bearer: await pageBearer() }))
    expect(heard).toMatchObject({ words: [{ type: 'refused', code: 'SESSION_UNKNOWN' }], code: 1008 })
  })

  it.each([
    ['a bearer that nobody gave', JSON.stringify({ bearer: 'A'.repeat(43) })],
    ['no JSON', 'bearer'],
    ['another shape', '{"bearer":1}'],
    ['bytes', Buffer.from(JSON.stringify({ bearer: 'A'.repeat(43) }))],
  ])('%s is refused, and says nothing of whether the session is there', async (_, word) => {
    const id = await liveSession()
    for (const each of [id, 'nope']) expect(await say(each, word)).toMatchObject(refused)
    await bridge.folder.finish(id)
  })

  it('longer than a kibibyte ends the connection', async () => {
    expect((await say('x', 'x'.repeat(2_000))).code).toBe(1009)
  })

  it('that does not come within ten seconds is not waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const heard = new FirstWords(bridge.access).hear(new EventEmitter())
      let over = false
      heard.catch(() => (over = true))
      await vi.advanceTimersByTimeAsync(9_999)
      expect(over).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      await expect(heard).rejects.toMatchObject({ code: 'TOKEN_MISSING' })
    } finally {
      vi.useRealTimers()
    }
  })
})

it('strangers who say nothing are at most 32: the oldest gives way, and a page gets in', async () => {
  const id = await liveSession()
  await bridge.folder.finish(id)
  const silent: WebSocket[] = []
  for (let k = 0; k < 33; k += 1) {
    const socket = connect('x')
    silent.push(socket)
    await once(socket, 'open')
  }
  const [oldest] = silent
  if (oldest && oldest.readyState !== WebSocket.CLOSED) await once(oldest, 'close')
  expect((await say(id, JSON.stringify({ bearer: await pageBearer() }))).code).toBe(1000)
  for (const socket of silent) socket.terminate()
})

it('a logout ends what a page follows, and not what the token’s own holder does', async () => {
  const id = await liveSession()
  const bearer = await pageBearer()
  const page = connect(id)
  page.on('open', () => page.send(JSON.stringify({ bearer })))
  const terminal = connect(id, { authorization: `Bearer ${token}` })
  const [pageHeard, terminalHeard] = [heardOn(page), heardOn(terminal)]
  await Promise.all([once(page, 'message'), once(terminal, 'message')])
  await renewSecret(bridge.home)
  await bridge.access.look()
  expect((await pageHeard).code).toBe(1008)
  await bridge.folder.finish(id)
  const { words, code } = await terminalHeard
  expect([words.map(({ type }) => type), code]).toEqual([['start', 'end'], 1000])
})
