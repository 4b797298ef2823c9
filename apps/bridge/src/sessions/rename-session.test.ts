import { once } from 'node:events'
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'

// An error event without a listener ends a process, and vitest then reports a failed run. So each test here also proves
// that every error had a listener.

let folder: SessionsFolder
beforeAll(async () => {
  folder = await SessionsFolder.open(await mkdtemp(join(tmpdir(), 'unstick-')), systemClock())
})
afterAll(() => rm(folder.path, { recursive: true }))

it('refuses what is not a file', async () => {
  await mkdir(folder.fileOf('a-folder'))
  await expect(renameSession(folder, 'a-folder', 'x')).rejects.toMatchObject({ code: 'SESSION_UNREADABLE' })
})

it('reports every file that cannot be opened, however many are renamed at once', async () => {
  // open(2) of a socket fails with ENXIO, for root too.
  const server = net.createServer().listen(folder.fileOf('a-socket'))
  await once(server, 'listening')
  const renamed = await Promise.allSettled(
    Array.from({ length: 200 }, () => renameSession(folder, 'a-socket', 'x')),
  )
  const codes = renamed.map((each) => each.status === 'rejected' && codeOf(each.reason))
  expect(new Set(codes)).toEqual(new Set(['SESSION_UNREADABLE']))
  server.close()
})

it('refuses a session that is deleted at the same moment', async () => {
  const codes = new Set<unknown>()
  for (let round = 0; round < 50; round += 1) {
    const path = folder.fileOf('gone')
    await writeFile(path, sectionHeaderBlock({}))
    const renaming = renameSession(folder, 'gone', 'x').catch(codeOf)
    await Promise.all([unlink(path), renaming])
    codes.add(await renaming)
    await rm(path, { force: true })
  }
  // `undefined`: the rename had finished before.
  for (const code of codes) expect([undefined, 'SESSION_UNKNOWN']).toContain(code)
})

const codeOf = (error: unknown): unknown => error instanceof Refusal && error.code
