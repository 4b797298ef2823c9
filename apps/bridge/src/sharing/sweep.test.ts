// Unfinished files of a killed bridge are gone after the next start, and those of a living one stay.
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BuiltCommand, waitFor } from '../../test/built-command.ts'
import { folderEntries } from '../../test/folder-entries.ts'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { wallClock } from '../clock.ts'
import { SessionsFolder } from '../sessions/sessions-folder.ts'

const unstick = await BuiltCommand.make()

let sessions: string
beforeEach(async () => {
  sessions = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterEach(() => rm(sessions, { recursive: true }))

const unfinished = async () => (await folderEntries(sessions)).filter((name) => name.includes('.new.'))

/** A bridge in the middle of an import that never ends. Some of it is already on the disk. */
const importing = async () => {
  const home = await mkdtemp(join(sessions, '.home-'))
  const child = unstick.start(['--port', '0', '--no-open', '--sessions', sessions], { UNSTICK_HOME: home })
  child.stderr?.resume()
  const [, origin = '', token = ''] = await waitFor(child.stdout, /(http:\S+)\/\?token=(\S+)/)
  const request = http.request(`${origin}/api/sessions?title=big`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
  })
  request.on('error', () => undefined)
  const before = (await unfinished()).length
  request.write(sectionHeaderBlock({}))
  await expect.poll(async () => (await unfinished()).length).toBe(before + 1)
  const stop = async (signal: NodeJS.Signals) => {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
    request.destroy()
  }
  return { stop }
}

it('the unfinished files of killed bridges are gone at the next start, and those of a living one stay', async () => {
  const [killed, living] = [await importing(), await importing()]
  await killed.stop('SIGKILL')
  expect(await unfinished()).toHaveLength(2)
  const next = await SessionsFolder.open(sessions, wallClock)
  expect(await unfinished()).toHaveLength(1)
  await next.close()
  await living.stop('SIGTERM')
  expect(await unfinished()).toEqual([])
})

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s leaves nothing unfinished', async (signal) => {
  await (await importing()).stop(signal)
  expect(await unfinished()).toEqual([])
  expect(await readdir(join(sessions, '.bridges'))).toEqual([])
})

it('what earlier versions left beside the sessions goes too, unless it may still be in use', async () => {
  const uuid = '01234567-89ab-cdef-0123-456789abcdef'
  const names = [`.import-${uuid}`, `.rename-${uuid}`, `.import-${uuid.replace('0', '1')}`]
  for (const name of names) await writeFile(join(sessions, name), 'x')
  const old = new Date((await stat(join(sessions, '.'))).mtimeMs - 3_600_000)
  for (const name of names.slice(0, 2)) await utimes(join(sessions, name), old, old)
  const folder = await SessionsFolder.open(sessions, wallClock)
  await folder.close()
  expect((await readdir(sessions)).filter((name) => name.includes(uuid.slice(1)))).toEqual(names.slice(2))
})
