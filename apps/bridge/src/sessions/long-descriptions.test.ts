// A session's description of any length: either what is written opens again, here and in Wireshark's tools, or it is
// refused and nothing changes.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionHeaderBlock } from '@unstick/pcapng'
import {
  callBlock,
  callInterfaceBlock,
  Session,
  type SessionHeader,
  sessionHeaderBlock,
} from '@unstick/session'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderEntries } from '../../test/folder-entries.ts'
import { systemClock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'

const SEED = 0x7171
const hasCapinfos = spawnSync('capinfos', ['--version']).status === 0
const hasTshark = spawnSync('tshark', ['--version']).status === 0
if (!hasCapinfos) console.log('capinfos is missing: long descriptions were not opened with it')
if (!hasTshark) console.log('tshark is missing: long descriptions were not opened with it')

let root: string
let folder: SessionsFolder
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'unstick-'))
  folder = await SessionsFolder.open(join(root, 'sessions'), systemClock())
})
afterAll(() => rm(root, { recursive: true }))

const path = () => folder.fileOf('one')

const body = Buffer.concat([
  callInterfaceBlock('client'),
  callBlock(0, {
    name: 'send',
    args: ['5'],
    result: 5,
    transport: 'tcp',
    local: { address: '127.0.0.1', port: 5000 },
    remote: { address: '127.0.0.1', port: 8080 },
    start: 1_795_357_800_000_000_000n,
    duration: 1_000n,
    payload: Buffer.from('hello'),
  }),
])

const store = (header: SessionHeader) => writeFile(path(), Buffer.concat([sessionHeaderBlock(header), body]))

const stored = async (): Promise<Session> => {
  const session = new Session()
  session.push(await readFile(path()))
  session.end()
  return session
}

const tool = (name: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status, stdout, complaint: stderr.replace(/^Running as user "root".*\n/m, '') }
}

/** Characters of every length in UTF-8 and in JSON, at every plane's edge, and halves of surrogate pairs. */
const units = [
  'a',
  '"',
  '\\',
  '\0',
  '\u001b',
  'é',
  '中',
  '\u2028',
  '\ufeff',
  '\uffff',
  '𐍈',
  '🧵',
  '\u{10ffff}',
  '\ud800',
  '\udc00',
]

/** 0 to 200,000 code units, often about as many as fill one or two comments of 65,535 bytes. */
const text = fc
  .record({
    before: fc.string({ unit: 'binary', maxLength: 5 }),
    unit: fc.constantFrom(...units),
    length: fc.oneof(
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 65_300, max: 65_600 }),
      fc.integer({ min: 21_700, max: 21_900 }),
      fc.integer({ min: 131_000, max: 131_200 }),
      fc.integer({ min: 0, max: 20 }),
    ),
    after: fc.string({ unit: 'binary', maxLength: 5 }),
  })
  .map(({ before, unit, length, after }) => {
    const count = Math.max(0, Math.floor((length - before.length - after.length) / unit.length))
    return before + unit.repeat(count) + after
  })

test('a session of any title and conditions opens with them, also renamed, or the rename is refused and it is unchanged', async () => {
  let refused = 0
  let opened = 0
  await fc.assert(
    fc.asyncProperty(text, text, text, async (title, server, client) => {
      const header = { title: 'before', experiment: 'playground', conditions: { server, client } }
      await store(header)
      expect((await stored()).header).toEqual(header)
      const before = await readFile(path())
      try {
        await renameSession(folder, 'one', title)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused += 1
        expect((await readFile(path())).equals(before)).toBe(true)
        return
      }
      const session = await stored()
      expect(session.problem).toBeUndefined()
      expect(session.header).toEqual({ ...header, title })
      expect(session.streams.map(({ length }) => length)).toEqual([5])
      expect(await folderEntries(folder.path)).toEqual(['.trash', 'one.pcapng'])
      opened += 1
      if (!hasCapinfos || opened % 10 > 0) return
      const { status, stdout, complaint } = tool('capinfos', [path()])
      expect([status, complaint]).toEqual([0, ''])
      expect(stdout).toMatch(/Number of packets: +1\n/)
    }),
    { seed: SEED, numRuns: 100 },
  )
  console.log(`${opened} long descriptions opened again, ${refused} were refused (seed ${SEED})`)
}, 120_000)

test.skipIf(!hasTshark)(
  'a playground of 10,861 Chinese characters a side opens everywhere after a rename',
  async () => {
    const side = '中'.repeat(10_861)
    const header = { title: 'a', experiment: 'playground', conditions: { server: side, client: side } }
    await store(header)
    await renameSession(folder, 'one', 'a title that puts it beyond 65,535 bytes: '.repeat(9))
    const { status, stdout, complaint } = tool('tshark', [
      '-r',
      path(),
      '-T',
      'fields',
      '-e',
      'frame.comment',
    ])
    expect([status, stdout, complaint]).toEqual([0, 'send(5) = 5 <0.000001000>\n', ''])
    expect((await stored()).header?.conditions).toEqual(header.conditions)
  },
)

test('a description beyond any section header is refused with a sentence, and the session is unchanged', async () => {
  // 255 full comments by another tool leave 64,484 of a block's 16,777,216 bytes.
  const comments = new Array<string>(255).fill('x'.repeat(65_535))
  await writeFile(path(), Buffer.concat([sectionHeaderBlock({ comments }), body]))
  const before = await readFile(path())
  await expect(renameSession(folder, 'one', 'a'.repeat(64_500))).rejects.toMatchObject({
    code: 'SESSION_HEADER_TOO_LONG',
    message: expect.stringContaining('16777216 bytes') as string,
  })
  expect((await readFile(path())).equals(before)).toBe(true)
  expect(await folderEntries(folder.path)).toEqual(['.trash', 'one.pcapng'])
  await renameSession(folder, 'one', 'a'.repeat(64_000))
  expect((await stored()).header).toEqual({ title: 'a'.repeat(64_000) })
})
