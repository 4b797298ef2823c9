// A second `unstick` on the same sessions shows the page of the first.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'

const unstick = await BuiltCommand.make()

let home: string
let children: ChildProcess[]
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  children = []
})
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGTERM')))
  await rm(home, { recursive: true })
})

const start = (...args: string[]): ChildProcess => {
  const child = unstick.start([...args, '--no-open'], { UNSTICK_HOME: home })
  children.push(child)
  return child
}

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

const addressOf = async (child: ChildProcess): Promise<string> => (await waitFor(child.stdout, /http:\S+/))[0]

it('says in two sentences that it runs, prints its address, and ends with 0', async () => {
  const first = start()
  const address = await addressOf(first)
  const { code, stdout, stderr } = await ended(start())
  expect([code, stdout]).toEqual([0, `${address}\n`])
  expect(stderr).toContain(
    `Unstick already runs (process ${first.pid ?? 0}), with the sessions in ${home}/sessions. Use --port to start another one.\n`,
  )
  // The same folder by another name, and the port by its number.
  await symlink(join(home, 'sessions'), join(home, 'link'))
  const { port } = new URL(address)
  expect(await ended(start('--sessions', join(home, 'link'), '--port', port))).toMatchObject({
    code: 0,
    stdout: `${address}\n`,
  })
  const [name = ''] = (await readdir(join(home, 'running'))).filter((each) => each.endsWith('.running'))
  expect((await stat(join(home, 'running', name))).mode & 0o777).toBe(0o600)
})

it('is another bridge for other sessions, or if another port is named', async () => {
  const addresses = [
    await addressOf(start()),
    await addressOf(start('--sessions', join(home, 'others'))),
    await addressOf(start('--port', '0')),
  ]
  expect(new Set(addresses).size).toBe(3)
})

it('is one bridge even if several start at once', async () => {
  const started = Array.from({ length: 4 }, () => start())
  const addresses = await Promise.all(started.map(addressOf))
  expect(new Set(addresses).size).toBe(1)
  await expect.poll(() => started.filter(({ exitCode }) => exitCode === 0)).toHaveLength(3)
})

it('starts anew after one that was killed, and after one that ended', async () => {
  const first = start()
  const addresses = [await addressOf(first)]
  await end(first, 'SIGKILL')
  const second = start()
  addresses.push(await addressOf(second))
  await end(second, 'SIGTERM')
  expect(await readdir(join(home, 'running'))).toEqual([])
  addresses.push(await addressOf(start()))
  expect(new Set(addresses).size).toBe(3)
})
