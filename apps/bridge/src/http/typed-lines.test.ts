import { Session } from '@unstick/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { followToEnd } from '../../test/follow-to-end.ts'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let bridge: LiveBridge
beforeEach(async () => {
  bridge = await LiveBridge.start()
})
afterEach(async () => {
  await bridge.close()
  expect(bridge.failures).toEqual([])
})

const chat = async (): Promise<string> => {
  const conditions = { server: '', ann: '', bob: '', cleo: '' }
  const { value } = await bridge.call('/api/runs', 'POST', {
    experiment: 'udp-chat',
    conditions,
    framing: 'none',
  })
  return (value as { session: string }).session
}

const type = (id: string, program: string, text: string) =>
  bridge.call(`/api/runs/${encodeURIComponent(id)}/lines`, 'POST', { program, text })

const printed = async (id: string): Promise<string[]> => {
  const { bytes } = await followToEnd(
    `http://127.0.0.1:${bridge.port}/api/sessions/${encodeURIComponent(id)}/follow`,
    token,
  )
  const session = new Session()
  session.push(bytes)
  return session.printed.map(({ program, text }) => `${program}: ${text.trimEnd()}`)
}

describe.skipIf(process.platform !== 'linux')('a line typed into a chat', () => {
  it('is sent by its program, answered by what is typed for the server, and quit ends each client', async () => {
    const id = await chat()
    expect(await type(id, 'ann', 'hello')).toEqual({ status: 204, value: undefined })
    await type(id, 'server', 'welcome')
    for (const name of ['ann', 'bob', 'cleo']) await type(id, name, 'quit')
    const lines = await printed(id)
    expect(lines.filter((line) => !line.startsWith('server'))).toEqual([
      'ann: me: hello',
      'ann: server: welcome',
    ])
    expect(lines.filter((line) => line.startsWith('server'))).toEqual([
      expect.stringMatching(/^server: from \('127\.0\.0\.1', \d+\): hello$/) as string,
      'server: me: welcome',
    ])
  })

  it.each([
    ['dan', 'hello', 409, 'PROGRAM_TAKES_NO_LINES'],
    ['ann', 'two\nlines', 400, 'LINE_MALFORMED'],
    ['ann', 'x'.repeat(1_025), 400, 'TEXT_TOO_LONG'],
    ['ann', 'x'.repeat(4_097), 400, 'REQUEST_MALFORMED'],
  ])('for %s is refused with %4$s', async (program, text, status, code) => {
    expect(await type(await chat(), program, text)).toMatchObject({ status, value: { error: { code } } })
  })

  it('into a run that is over is refused', async () => {
    const id = await chat()
    await bridge.call(`/api/runs/${id}`, 'DELETE')
    expect(await type(id, 'ann', 'hello')).toMatchObject({
      status: 404,
      value: { error: { code: 'RUN_UNKNOWN' } },
    })
  })

  it('without the token is refused', async () => {
    const id = await chat()
    const body = JSON.stringify({ program: 'ann', text: 'hello' })
    const headers = { 'content-type': 'application/json' }
    const { status } = await bridge.ask(`/api/runs/${id}/lines`, { method: 'POST', headers, body })
    expect(status).toBe(401)
  })
})
