// Who may read a recording: only its owner, whatever the umask is.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { wallClock } from '../clock.ts'
import { importSession } from './import-session.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'
import { deleteSession } from './trash.ts'

let unstick: BuiltCommand
let root: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  root = await mkdtemp(join(tmpdir(), 'unstick-'))
})
afterAll(() => rm(root, { recursive: true }))

const withUmask = async (umask: number, use: () => Promise<void>): Promise<void> => {
  const before = process.umask(umask)
  try {
    await use()
  } finally {
    process.umask(before)
  }
}

/** The modes of a folder and of everything in it. */
const modesBelow = async (path: string): Promise<Map<string, string>> => {
  const names = ['', ...(await readdir(path, { recursive: true }))]
  const modes = new Map<string, string>()
  for (const name of names) {
    const stats = await stat(join(path, name))
    modes.set(name, `${stats.isDirectory() ? 'folder' : 'file'} ${(stats.mode & 0o777).toString(8)}`)
  }
  return modes
}

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(sectionHeaderBlock({}))
}

describe.each([0, 0o022, 0o077, 0o277])('with the umask %o', (umask) => {
  it('sessions, recordings and exports are 0600, and the folders that are made 0700', () =>
    withUmask(umask, async () => {
      const home = join(root, umask.toString(8))
      const folder = await SessionsFolder.open(join(home, 'below', 'sessions'), wallClock)
      await importSession(folder, 'kept', pieces())
      const { id } = await importSession(folder, 'deleted', pieces())
      await deleteSession(folder, id)
      const { recorder } = await folder.record('run', [sectionHeaderBlock({})])
      const recorded = join(home, 'record.pcapng')
      const run = ['lab', 'hello-world', '--loopback', '--set', 'wait=1', '--record', recorded]
      expect((await unstick.run(run)).code).toBe(0)
      const exported = await unstick.run(['export', recorded, '--pcapng', join(home, 'export.pcapng')])
      expect(exported.code).toBe(0)
      const modes = await modesBelow(home)
      await recorder.close()
      await folder.close()
      expect(modes.size).toBeGreaterThan(10)
      expect(new Set(modes.values())).toEqual(new Set(['folder 700', 'file 600']))
    }))
})

describe('a rename', () => {
  it.each([0o400, 0o600, 0o640, 0o644])('keeps the mode %o', (mode) =>
    withUmask(0, async () => {
      const folder = await SessionsFolder.open(await mkdtemp(join(root, 'rename-')), wallClock)
      const path = folder.fileOf('one')
      await writeFile(path, sectionHeaderBlock({}))
      await chmod(path, mode)
      await renameSession(folder, 'one', 'renamed')
      expect((await readFile(path)).toString()).toContain('renamed')
      expect((await stat(path)).mode & 0o777).toBe(mode)
      await folder.close()
    }),
  )
})

describe('a folder that already exists', () => {
  it('keeps its mode, and our files in it are not more open', async () => {
    const path = join(root, 'shared')
    await mkdir(join(path, '.trash'), { recursive: true })
    await chmod(path, 0o750)
    await chmod(join(path, '.trash'), 0o777)
    const folder = await SessionsFolder.open(path, wallClock)
    const modes = await modesBelow(path)
    await folder.close()
    expect([modes.get(''), modes.get('.trash'), modes.get('.bridges')]).toEqual([
      'folder 750',
      'folder 700',
      'folder 750',
    ])
  })
})
