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

const start = async (experiment: string, conditions: object): Promise<string> => {
  const { value } = await bridge.call('/api/runs', 'POST', { experiment, conditions, framing: 'none' })
  return (value as { session: string }).session
}

const chat = (more: object = {}): Promise<string> =>
  start('udp-chat', { server: '', ann: '', bob: '', cleo: '', ...more })

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

  it('reaches a fifth client, and not one that has no part in the run', async () => {
    const id = await chat({ clients: 5 })
    await type(id, 'emil', 'hello')
    await type(id, 'server', 'welcome')
    expect(await type(id, 'fay', 'hello')).toMatchObject({
      status: 409,
      value: { error: { code: 'PROGRAM_TAKES_NO_LINES' } },
    })
    for (const name of ['ann', 'bob', 'cleo', 'dora', 'emil']) await type(id, name, 'quit')
    const lines = await printed(id)
    expect(lines.filter((line) => line.startsWith('emil'))).toEqual([
      'emil: me: hello',
      'emil: server: welcome',
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

describe('a command typed for the client of remote-command', () => {
  it('is answered after the two of the form: listed ones are run, and any other text is echoed', async () => {
    const id = await start('remote-command', { first: 'echo a', second: 'echo b', wait: 50, typed: true })
    await type(id, 'client', 'seq 1 400')
    await type(id, 'client', 'rm -rf /')
    await type(id, 'client', 'quit')
    const lines = (await printed(id)).map((line) => line.replace(/^client: /, ''))
    // seq 1 400 prints 1,492 bytes: the recv of 1,024 ends after 283, and the rest comes with the next answer.
    const numbers = Array.from({ length: 400 }, (_, k) => `${k + 1}\n`).join('')
    expect(lines).toEqual([
      '$ echo a',
      'a',
      '$ echo b',
      'b',
      '$ seq 1 400',
      numbers.slice(0, 1_024).trimEnd(),
      '$ rm -rf /',
      `${numbers.slice(1_024)}rm -rf /`,
    ])
  })

  it('is refused if the run takes none', async () => {
    const id = await start('remote-command', { wait: 1_000 })
    expect(await type(id, 'client', 'uname -a')).toMatchObject({
      status: 409,
      value: { error: { code: 'PROGRAM_TAKES_NO_LINES' } },
    })
    await bridge.call(`/api/runs/${id}`, 'DELETE')
  })
})
