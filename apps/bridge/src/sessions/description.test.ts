// A description that only a later section has: a run that was appended to a capture of another tool.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { Session, type SessionHeader, sessionHeaderBlock } from '@unstick/session'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderEntries } from '../../test/folder-entries.ts'
import { systemClock } from '../clock.ts'
import { importSession } from './import-session.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'

let folder: SessionsFolder
beforeAll(async () => {
  folder = await SessionsFolder.open(await mkdtemp(join(tmpdir(), 'unstick-')), systemClock())
})
afterAll(() => rm(folder.path, { recursive: true }))

const run = { title: 'hello + world', experiment: 'hello-world', framing: 'struct:!I' } as const
const packets = [
  interfaceBlock({ linkType: 1 }),
  packetBlock({ interfaceId: 0, time: 0n, data: new Uint8Array(9) }),
]
const appended = Buffer.concat([
  sectionHeaderBlock({ application: 'another tool', comments: ['of the other tool'] }),
  ...packets,
  sessionHeaderBlock(run),
  ...packets,
])

/** What the file says of itself: as a session, and in its first section alone, as the list of sessions reads it. */
const saidBy = (file: Uint8Array): (SessionHeader | undefined)[] =>
  [file, file.subarray(0, Buffer.from(file).readUInt32LE(4))].map((bytes) => {
    const session = new Session()
    session.push(bytes)
    return session.header
  })

test('an import finds it wherever the pieces are cut', async () => {
  const files = new Set<string>()
  for (let cut = 1; cut < appended.length; cut += 1) {
    const { id, problem } = await importSession(folder, 'a title', cutAt(cut))
    expect(problem).toBeUndefined()
    files.add((await readFile(folder.fileOf(id))).toString('hex'))
    await rm(folder.fileOf(id))
  }
  expect(files.size).toBe(1)
  const [file = ''] = files
  expect(saidBy(Buffer.from(file, 'hex'))).toEqual([run, run])
  expect(Buffer.from(file, 'hex').toString('latin1')).toContain('of the other tool')
  // Nothing of the first pass is left.
  expect((await folderEntries(folder.path)).filter((name) => name.includes('anew'))).toEqual([])
})

test('a rename keeps all of it but the title, also behind more than one read', async () => {
  const long = Buffer.concat([
    appended.subarray(0, appended.indexOf(sessionHeaderBlock(run))),
    ...Array.from({ length: 2_000 }, () =>
      packetBlock({ interfaceId: 0, time: 0n, data: new Uint8Array(100) }),
    ),
    sessionHeaderBlock(run),
    ...packets,
  ])
  const id = '20261129T030000000Z-appended'
  await writeFile(folder.fileOf(id), long)
  await renameSession(folder, id, 'another')
  expect(saidBy(await readFile(folder.fileOf(id)))).toEqual(Array(2).fill({ ...run, title: 'another' }))
})

async function* cutAt(cut: number): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(appended.subarray(0, cut))
  yield appended.subarray(cut)
}
