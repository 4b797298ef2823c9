// One process at a time records into a file, whatever name it has for it.
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wallClock } from '../clock.ts'
import { folderEntries } from '../../test/folder-entries.ts'
import { renameSession } from '../sessions/rename-session.ts'
import { SessionsFolder } from '../sessions/sessions-folder.ts'
import { deleteSession } from '../sessions/trash.ts'
import { markRecording } from './mark-recording.ts'
import { Membership } from './membership.ts'
import { Turns } from './turns.ts'

let root: string
let home: string
let folder: SessionsFolder
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unstick-'))
  home = join(root, 'home')
  folder = await SessionsFolder.open(join(root, 'sessions'), wallClock)
})
afterEach(async () => {
  await folder.close()
  await rm(root, { recursive: true })
})

const live = { code: 'SESSION_LIVE' }

it.each(['sessions', 'elsewhere'])('a file in the folder %s is recorded by one at a time', async (where) => {
  const file = join(root, where, 'run.pcapng')
  await rm(join(root, 'elsewhere'), { recursive: true, force: true })
  if (where === 'elsewhere') await mkdtemp(join(root, 'x')).then((made) => symlink(made, join(root, where)))
  await writeFile(file, '')
  await symlink(file, join(root, 'link.pcapng'))
  const unmark = await markRecording(file, home)
  await expect(markRecording(file, home)).rejects.toMatchObject(live)
  await expect(markRecording(join(root, 'link.pcapng'), home)).rejects.toMatchObject(live)
  await unmark()
  await (
    await markRecording(join(root, 'link.pcapng'), home)
  )()
  expect(
    await readdir(where === 'sessions' ? join(root, where, '.bridges') : join(home, 'recording')),
  ).toEqual(where === 'sessions' ? [expect.stringMatching(/\.bridge$/)] : [])
})

it('a session that the bridge records is not appended to', async () => {
  const { id } = await folder.record('run', [sectionHeaderBlock({})])
  await expect(markRecording(folder.fileOf(id), home)).rejects.toMatchObject(live)
  await folder.finish(id)
  await (
    await markRecording(folder.fileOf(id), home)
  )()
})

it.each([
  ['a rename', () => renameSession(folder, 'one', 'another title')],
  ['a deletion', () => deleteSession(folder, 'one')],
])('%s waits for its turn, and is refused if an append began meanwhile', async (_, change) => {
  await writeFile(folder.fileOf('one'), sectionHeaderBlock({ comments: ['before'] }))
  const other = await Membership.join(join(folder.path, '.bridges'))
  const changed = await new Turns(other).take(async () => {
    const changing = change().catch((error: unknown) => error)
    // A rename looks whether the session is live, then writes the new file, and then waits.
    if (_ === 'a rename')
      await expect.poll(async () => (await folderEntries(folder.path)).join(' ')).toContain('.new.')
    await other.mark('one')
    return { changing }
  })
  expect(await changed.changing).toMatchObject(live)
  await other.leave()
  expect(await folderEntries(folder.path)).toEqual(['.trash', 'one.pcapng'])
})
