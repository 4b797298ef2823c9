// Captures that are imported, compared with what Wireshark reads from both files.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Session } from '@unstick/session'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderEntries } from '../../test/folder-entries.ts'
import { systemClock } from '../clock.ts'
import { findTools } from '../tools.ts'
import { importSession } from './import-session.ts'
import { renameSession } from './rename-session.ts'
import { SessionsFolder } from './sessions-folder.ts'

const fixturesOf = (name: string) =>
  fileURLToPath(new URL(`../../../../packages/${name}/test/fixtures/`, import.meta.url))
const plain = join(fixturesOf('session'), 'plain.pcap')
const pcaps = [
  plain,
  ...(await readdir(fixturesOf('pcapng')))
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => join(fixturesOf('pcapng'), name)),
]
const hasTshark = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'tshark' && present,
)
if (!hasTshark) console.log('tshark is missing: imported captures were not compared by it')

let folder: SessionsFolder
beforeAll(async () => {
  folder = await SessionsFolder.open(await mkdtemp(join(tmpdir(), 'unstick-')), systemClock())
})
afterAll(() => rm(folder.path, { recursive: true }))

async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

/** Imports the bytes. Returns the session's id and its file. */
const taken = async (bytes: Uint8Array, size?: number) => {
  const { id, problem } = await importSession(folder, 'a title', pieces(bytes, size))
  return { id, code: problem?.code, path: folder.fileOf(id), file: await readFile(folder.fileOf(id)) }
}

const sessionOf = (file: Uint8Array): Session => {
  const session = new Session()
  session.push(file)
  session.end()
  return session
}

const fields = [
  'frame.time_epoch',
  'frame.len',
  'frame.cap_len',
  'frame.encap_type',
  'frame.protocols',
  'ip.src',
  'tcp.seq_raw',
  'tcp.payload',
  'udp.length',
]
const tshark = (path: string): string => {
  const args = ['-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])]
  const { stdout, stderr } = spawnSync('tshark', args, { encoding: 'utf8' })
  return stdout + stderr.replaceAll(path, '').replace(/^Running as user "root".*\n/m, '')
}
/** As capinfos prints it for a pcap, and for an interface of a pcapng. */
const snapLength = (path: string): string | undefined =>
  /(?:file hdr: |Capture length = )(\d+)/.exec(
    spawnSync('capinfos', [path], { encoding: 'utf8' }).stdout,
  )?.[1]

describe.skipIf(!hasTshark)('a classic pcap that is imported', () => {
  it.each(pcaps.map((path) => [basename(path), path]))(
    '%s is pcapng in which tshark sees the same',
    async (_, path) => {
      const { path: imported, file, code } = await taken(await readFile(path))
      expect(code).toBeUndefined()
      expect(file.readUInt32BE(0)).toBe(0x0a0d0d0a)
      expect(tshark(imported)).toBe(tshark(path))
      expect(snapLength(imported)).toBe(snapLength(path))
    },
  )
})

describe('an import', () => {
  it('takes a title and then another one, whatever its format was', async () => {
    const { id, file, path } = await taken(await readFile(plain))
    expect(sessionOf(file).header).toEqual({ title: 'a title' })
    await renameSession(folder, id, 'another')
    const renamed = sessionOf(await readFile(path))
    expect([renamed.header?.title, renamed.problem]).toEqual(['another', undefined])
    expect(renamed.streams.map(({ name, length }) => [name, length])).toEqual(
      sessionOf(await readFile(plain)).streams.map(({ name, length }) => [name, length]),
    )
  })

  it('is the same, packed or not and however it came', async () => {
    const bytes = await readFile(plain)
    const { file } = await taken(bytes)
    for (const [packed, size] of [
      [gzipSync(bytes), 1000],
      [bytes, 1],
      [gzipSync(bytes), 7],
    ] as const)
      expect((await taken(packed, size)).file.equals(file)).toBe(true)
  })

  it('keeps the packets before the place where a pcap is cut, and reports it', async () => {
    const bytes = await readFile(plain)
    const { file, code } = await taken(bytes.subarray(0, -5))
    expect(code).toBe('FILE_DAMAGED')
    const session = sessionOf(file)
    expect([session.problem, session.streams.length]).toEqual([undefined, sessionOf(bytes).streams.length])
  })

  it('keeps what comes out of damaged gzip, and reports it', async () => {
    const packed = gzipSync(await readFile(plain))
    const { file, code } = await taken(packed.subarray(0, -20))
    expect(code).toBe('PACKED_DAMAGED')
    expect(sessionOf(file).header?.title).toBe('a title')
  })

  it('of damaged gzip without a capture in it, or of a file that is too large, is refused and leaves nothing', async () => {
    const before = await folderEntries(folder.path)
    const refused = (bytes: Uint8Array, limit?: number) =>
      importSession(folder, '', pieces(bytes), limit).catch((error: unknown) => error)
    expect(await refused(gzipSync('').subarray(0, 12))).toMatchObject({ code: 'PACKED_DAMAGED' })
    expect(await refused(gzipSync('no capture'))).toMatchObject({ code: 'NOT_A_CAPTURE' })
    const bomb = gzipSync(Buffer.concat([await readFile(plain), new Uint8Array(1_000_000)]))
    expect(await refused(bomb, 100_000)).toMatchObject({ code: 'UNPACKED_TOO_LARGE' })
    expect(await folderEntries(folder.path)).toEqual(before)
  })
})
