// Anybody may put anything into the sessions folder under a session's name. No such entry may hang or end the bridge, or
// break the list.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import type { SessionInfo } from '@unstick/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { LiveBridge, token } from '../../test/live-bridge.ts'
import { openRegular } from '../disk/regular-file.ts'

let bridge: LiveBridge
const socket = net.createServer()

const odd = [
  ['a-folder', 'it is a folder'],
  ['a-socket', 'it is a socket'],
  ['a-pipe', 'it is a pipe'],
  ['a-loop', 'it is a symbolic link'],
  ['endless', 'it is a symbolic link'],
  ['elsewhere', 'it is a symbolic link'],
] as const

beforeAll(async () => {
  bridge = await LiveBridge.start()
  const at = (id: string) => bridge.folder.fileOf(id)
  await writeFile(at('sound'), sectionHeaderBlock({}))
  await mkdir(at('a-folder'))
  // The path of a socket has at most 107 bytes, however deep the folder is.
  socket.listen(join('/tmp', `unstick-${process.pid}.socket`))
  await once(socket, 'listening')
  await rename(join('/tmp', `unstick-${process.pid}.socket`), at('a-socket'))
  expect(spawnSync('mkfifo', [at('a-pipe')]).status).toBe(0)
  await symlink(at('a-loop'), at('a-loop'))
  await symlink('/dev/zero', at('endless'))
  await symlink(at('sound'), at('elsewhere'))
})
afterAll(async () => {
  socket.close()
  await bridge.close()
  expect(bridge.failures).toEqual([])
})

const listed = async () => (await bridge.call('/api/sessions')).value as SessionInfo[]

describe('an entry that is not a regular file', () => {
  it('is listed with its reason, beside the sessions', async () => {
    const rows = await listed()
    expect(new Map(rows.map(({ id, unreadable }) => [id, unreadable]))).toEqual(
      new Map<string, string | undefined>([['sound', undefined], ...odd]),
    )
  })

  it.each(odd)('%s is refused wherever it would be read, because %s', async (id, why) => {
    const refused = {
      status: 422,
      value: {
        error: { code: 'SESSION_UNREADABLE', message: `The session "${id}" cannot be opened: ${why}.` },
      },
    }
    for (const [path, method, body] of [
      ['', 'PATCH', { title: 'x' }],
      ['/file', 'GET', undefined],
      ['/bytes?from=0&to=10&version=x', 'GET', undefined],
      ['/export/pcapng', 'GET', undefined],
      ['/follow', 'GET', undefined],
    ] as const)
      expect(await bridge.call(`/api/sessions/${id}${path}`, method, body)).toMatchObject(refused)
    const follower = new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const status = await new Promise((resolve) => {
      follower.once('unexpected-response', (_request, response) => resolve(response.statusCode))
    })
    expect(status).toBe(422)
  })

  it('goes into the trash and comes back, as a session does', async () => {
    expect((await bridge.call('/api/sessions/a-folder', 'DELETE')).status).toBeLessThan(300)
    expect((await listed()).map(({ id }) => id)).not.toContain('a-folder')
    expect((await bridge.call('/api/sessions/a-folder/restore', 'POST')).value).toMatchObject({
      id: 'a-folder',
      unreadable: 'it is a folder',
    })
  })
})

describe('a file that this user may not read', () => {
  /** Root may read everything, so the test becomes another user while it looks. */
  const asNobody = async <Result>(look: () => Promise<Result>): Promise<Result> => {
    if (process.geteuid?.() !== 0) return look()
    process.seteuid?.(65_534)
    try {
      return await look()
    } finally {
      process.seteuid?.(0)
    }
  }

  it('is listed with its reason', async () => {
    const path = bridge.folder.fileOf('closed')
    await writeFile(path, sectionHeaderBlock({}))
    await chmod(path, 0)
    // So that nobody gets as far as the file.
    if (process.geteuid?.() === 0)
      for (const folder of [
        bridge.folder.path,
        join(bridge.folder.path, '.bridges'),
        join(bridge.folder.path, '..'),
      ])
        await chown(folder, 65_534, 0)
    expect(await asNobody(listed)).toContainEqual(
      expect.objectContaining({ id: 'closed', unreadable: 'it is not readable' }),
    )
    await rm(path)
  })
})

describe('openRegular(path)', () => {
  it('opens a file, and throws Node’s error if there is none', async () => {
    const file = await openRegular(bridge.folder.fileOf('sound'))
    expect((await file.stat()).isFile()).toBe(true)
    await file.close()
    await expect(openRegular(bridge.folder.fileOf('none'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
