// Two bridges on one sessions folder: neither treats the other's recording as its own.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { SessionInfo } from '@unstick/api'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { followToEnd } from '../../test/follow-to-end.ts'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let sessions: string
let one: LiveBridge
let other: LiveBridge
beforeEach(async () => {
  sessions = await mkdtemp(join(tmpdir(), 'unstick-'))
  one = await LiveBridge.start({ sessions })
  other = await LiveBridge.start({ sessions })
})
afterEach(async () => {
  await one.close()
  await other.close()
  expect([...one.failures, ...other.failures]).toEqual([])
  // Nothing is left of either bridge.
  expect(await readdir(join(sessions, '.bridges'))).toEqual([])
  await rm(sessions, { recursive: true })
})

const run = async (wait: number): Promise<string> => {
  const body = { experiment: 'hello-world', conditions: { wait }, framing: 'none' }
  return ((await one.call('/api/runs', 'POST', body)).value as { session: string }).session
}

const listed = async (bridge: LiveBridge) => (await bridge.call('/api/sessions')).value as SessionInfo[]

const follow = (bridge: LiveBridge, id: string) =>
  followToEnd(`http://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, token)

const live = { status: 409, value: { error: { code: 'SESSION_LIVE' } } }

describe('a session that one bridge records', () => {
  it('is live at the other, which refuses to rename or delete it, and loses nothing', async () => {
    const id = await run(2_000)
    // Both follow from the beginning, so that neither comes after the end.
    const followed = Promise.all([follow(one, id), follow(other, id)])
    expect(await listed(other)).toMatchObject([{ id, live: true }])
    expect(await other.call(`/api/sessions/${id}`, 'PATCH', { title: 'x' })).toMatchObject(live)
    expect(await other.call(`/api/sessions/${id}`, 'DELETE')).toMatchObject(live)
    const [here, there] = await followed
    expect(there.words.map(({ type }) => type)).toEqual(['start', 'end'])
    expect(there.words[0]).toMatchObject({ live: true })
    expect(Buffer.from(there.bytes)).toEqual(Buffer.from(here.bytes))
    expect(Buffer.from(there.bytes)).toEqual(await readFile(other.folder.fileOf(id)))
    // Once it is over at one bridge, it is over at the other, which may now change it.
    expect(await listed(other)).toMatchObject([{ id, live: false }])
    expect(await other.call(`/api/sessions/${id}`, 'PATCH', { title: 'x' })).toMatchObject({ status: 200 })
  })
})

describe('a session that both bridges change at once', () => {
  it.each(Array.from({ length: 8 }, (_, index) => index))(
    'is in the folder or in the trash, whole, and each answer has a code (round %i)',
    async (round) => {
      const id = await run(0)
      await follow(one, id)
      const { length } = await readFile(one.folder.fileOf(id))
      const path = `/api/sessions/${id}`
      const answers = await Promise.all([
        one.call(path, 'PATCH', { title: 'a' }),
        other.call(path, 'DELETE'),
        other.call(path, 'PATCH', { title: 'b' }),
        ...(round % 2 === 0 ? [one.call(path, 'DELETE')] : []),
      ])
      for (const { status, value } of answers)
        if (status !== 200) expect(value).toMatchObject({ error: { code: 'SESSION_UNKNOWN' } })
      expect(answers.filter((answer, index) => index % 2 === 1 && answer.status === 200)).toHaveLength(1)
      const there = (await readdir(sessions)).filter((name) => name.endsWith('.pcapng'))
      const trashed = await readdir(join(sessions, '.trash'))
      expect([there, trashed.length]).toEqual([[], 1])
      // One-letter titles instead of "hello + world": nothing else may be missing.
      expect((await readFile(join(sessions, '.trash', trashed[0] ?? ''))).length).toBeGreaterThan(length - 20)
    },
  )
})

describe('a session that a command records into the folder', () => {
  it('is live at the bridges until the command ends', async () => {
    const unstick = await BuiltCommand.make()
    const run = ['lab', 'hello-world', '--loopback', '--set', 'wait=1500']
    const child = unstick.start([...run, '--record', join(sessions, 'mine.pcapng')])
    const over = ended(child)
    await expect.poll(() => listed(other), { timeout: 20_000 }).toMatchObject([{ id: 'mine', live: true }])
    expect(await other.call('/api/sessions/mine', 'PATCH', { title: 'x' })).toMatchObject(live)
    expect((await over).code).toBe(0)
    expect(await listed(other)).toMatchObject([{ id: 'mine', live: false }])
  })
})

describe('a bridge that is killed while it records', () => {
  let unstick: BuiltCommand
  beforeAll(async () => {
    unstick = await BuiltCommand.make()
  })

  it('leaves a session that is over at the next look, and nothing else once another bridge starts', async () => {
    const child = unstick.start(['open', '-', '--port', '0', '--no-open', '--sessions', sessions], {
      UNSTICK_HOME: sessions,
    })
    const pcap = join(import.meta.dirname, '../../../../packages/session/test/fixtures/plain.pcap')
    child.stdin?.write(await readFile(pcap))
    const [, id = ''] = await waitFor(child.stdout, /session=(\S+)/)
    expect(await listed(other)).toMatchObject([{ id, live: true }])
    expect(await other.call(`/api/sessions/${id}`, 'DELETE')).toMatchObject({
      ...live,
      value: {
        error: { message: expect.stringContaining(`process ${child.pid ?? 0} records it`) as string },
      },
    })
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    expect(await listed(other)).toMatchObject([{ id, live: false }])
    expect((await follow(other, id)).words).toMatchObject([{ live: false }, { type: 'end' }])
    expect(await other.call(`/api/sessions/${id}`, 'PATCH', { title: 'x' })).toMatchObject({ status: 200 })
    const third = await LiveBridge.start({ sessions })
    await third.close()
  })
})
