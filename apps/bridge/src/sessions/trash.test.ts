// Deletions and their undoing: nothing that was deleted is overwritten, and a caller who comes second gets a refusal.
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wallClock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'
import { deleteSession, restoreSession } from './trash.ts'

let folder: SessionsFolder
beforeEach(async () => {
  folder = await SessionsFolder.open(await mkdtemp(join(tmpdir(), 'unstick-')), wallClock)
})
afterEach(async () => {
  await folder.close()
  await rm(folder.path, { recursive: true })
})

const store = (comment: string) =>
  writeFile(folder.fileOf('one'), sectionHeaderBlock({ comments: [comment] }))
const stored = async () => (await readFile(folder.fileOf('one'))).toString()

/** `done`, or the code of the refusal. Any other error is thrown. */
const outcome = async (change: Promise<unknown>): Promise<string> => {
  try {
    await change
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

it('keeps two deletions of one id, and undoes the one that is named', async () => {
  await store('the first')
  const first = await deleteSession(folder, 'one')
  await store('the second')
  const second = await deleteSession(folder, 'one')
  await restoreSession(folder, 'one', first)
  expect(await stored()).toContain('the first')
  expect(await outcome(restoreSession(folder, 'one', second))).toBe('SESSION_EXISTS')
  await deleteSession(folder, 'one')
  await restoreSession(folder, 'one', second)
  expect(await stored()).toContain('the second')
  expect(await outcome(restoreSession(folder, 'one', '20261122T143012345Z-00000000'))).toBe('SESSION_EXISTS')
})

it('makes the trash again if somebody has removed it', async () => {
  await store('it')
  await rm(folder.trash, { recursive: true })
  const deletion = await deleteSession(folder, 'one')
  expect((await stat(folder.trash)).mode & 0o777).toBe(0o700)
  await restoreSession(folder, 'one', deletion)
  expect(await stored()).toContain('it')
})

it('undoes the last deletion if none is named, and one by an earlier version', async () => {
  await writeFile(join(folder.trash, 'one.pcapng'), sectionHeaderBlock({ comments: ['an old one'] }))
  await store('a new one')
  await deleteSession(folder, 'one')
  await restoreSession(folder, 'one')
  expect(await stored()).toContain('a new one')
  await rm(folder.fileOf('one'))
  await restoreSession(folder, 'one')
  expect(await stored()).toContain('an old one')
  expect(await readdir(folder.trash)).toEqual([])
  await rm(folder.fileOf('one'))
  expect(await outcome(restoreSession(folder, 'one'))).toBe('SESSION_UNKNOWN')
})

it('deletes once if asked many times at once, and answers SESSION_UNKNOWN to the others', async () => {
  await store('it')
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcome(deleteSession(folder, 'one'))))
  expect(outcomes.sort()).toEqual([...Array.from({ length: 9 }, () => 'SESSION_UNKNOWN'), 'done'])
  expect(await readdir(folder.trash)).toHaveLength(1)
})

it('never has a session in both places, in whatever order it is renamed, deleted and brought back', async () => {
  const entries = async () => [
    (await readdir(folder.path)).filter((name) => name.endsWith('.pcapng')).length,
    (await readdir(folder.trash)).length,
  ]
  await store('it')
  for (let round = 0; round < 40; round += 1) {
    const changes = [
      () => renameSession(folder, 'one', `title ${round}`),
      () => deleteSession(folder, 'one'),
      () => restoreSession(folder, 'one'),
      () => renameSession(folder, 'one', `other ${round}`),
    ]
    const turned = [...changes.slice(round % 4), ...changes.slice(0, round % 4)]
    const outcomes = await Promise.all(turned.map((change) => outcome(change())))
    for (const each of outcomes) expect(['done', 'SESSION_UNKNOWN', 'SESSION_EXISTS']).toContain(each)
    expect((await entries()).reduce((sum, count) => sum + count)).toBe(1)
  }
})

it('refuses an undo with a code if .trash is missing or is not a folder', async () => {
  await rm(folder.trash, { recursive: true })
  expect(await outcome(restoreSession(folder, 'one'))).toBe('SESSION_UNKNOWN')
  await writeFile(folder.trash, '')
  expect(await outcome(restoreSession(folder, 'one'))).toBe('FILE_UNREADABLE')
})

const isRoot = process.geteuid?.() === 0
if (isRoot) console.log('this user is root, who may read everything: a .trash without rights was not tested')
it.skipIf(isRoot || process.platform === 'win32')(
  'refuses an undo and a deletion with a code if .trash lacks rights',
  async () => {
    await store('one')
    const deletion = await deleteSession(folder, 'one')
    await chmod(folder.trash, 0)
    expect(await outcome(restoreSession(folder, 'one'))).toBe('FILE_UNREADABLE')
    await chmod(folder.trash, 0o500)
    expect(await outcome(restoreSession(folder, 'one'))).toBe('DISK_FAILED')
    expect(await outcome(restoreSession(folder, 'one', deletion))).toBe('DISK_FAILED')
    await store('another')
    expect(await outcome(deleteSession(folder, 'one'))).toBe('DISK_FAILED')
    await chmod(folder.trash, 0o700)
  },
)
