// A command's output file is complete or does not exist, whatever ends the command.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BuiltCommand, ended } from '../../test/built-command.ts'
import { saidOf, straced } from '../../test/disk-model.ts'
import { findTools } from '../tools.ts'

const hasStrace = (await findTools(process.env.PATH ?? '')).some(
  ({ name, present }) => name === 'strace' && present,
)
if (!hasStrace) console.log('strace is missing: whether an export survives a power cut was not looked at')

const opening = Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: 1 })])
const packet = packetBlock({ interfaceId: 0, time: 1n, data: new Uint8Array(1_000) })
const capture = Buffer.concat([opening, ...Array.from({ length: 200 }, () => packet)])

let unstick: BuiltCommand
let root: string
let folder: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  root = await mkdtemp(join(tmpdir(), 'unstick-'))
}, 60_000)
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'out-'))
})
afterAll(() => rm(root, { recursive: true }))

/** An export that was given the capture and waits for more. */
const waitingExport = async () => {
  const child = unstick.start(['export', '-', '--pcapng', join(folder, 'out.pcapng')])
  child.stdin?.write(capture)
  await vi.waitFor(
    async () => {
      const [name = ''] = await readdir(folder)
      expect((await stat(join(folder, name))).size).toBe(capture.length)
    },
    { timeout: 20_000 },
  )
  return child
}

describe('an export to a file', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('that %s ends leaves nothing', async (signal) => {
    const child = await waitingExport()
    const over = once(child, 'close')
    child.kill(signal)
    expect(await over).toEqual([null, signal])
    expect(await readdir(folder)).toEqual([])
  })

  it('that is killed leaves no file of that name', async () => {
    const child = await waitingExport()
    const over = once(child, 'close')
    child.kill('SIGKILL')
    await over
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.unstick-/)])
  })

  it('has its name once it is whole, and is its owner’s alone', async () => {
    const child = await waitingExport()
    const over = ended(child)
    child.stdin?.end()
    expect(await over).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await readdir(folder)).toEqual(['out.pcapng'])
    const out = join(folder, 'out.pcapng')
    expect((await readFile(out)).equals(capture)).toBe(true)
    expect((await stat(out)).mode & 0o777).toBe(0o600)
  })

  it('does not replace an existing file', async () => {
    const out = join(folder, 'out.pcapng')
    await writeFile(out, 'mine', { mode: 0o640 })
    const { code, stderr } = await unstick.run(['export', '-', '--pcapng', out], capture)
    expect([code, stderr]).toEqual([1, expect.stringContaining('it already exists. (FILE_UNWRITABLE)')])
    expect(await readFile(out, 'utf8')).toBe('mine')
    expect(await readdir(folder)).toEqual(['out.pcapng'])
  })

  it('goes to where a link leads, and the link stays', async () => {
    const link = join(folder, 'link.pcapng')
    await symlink('target.pcapng', link)
    expect(await unstick.run(['export', '-', '--pcapng', link], capture)).toMatchObject({ code: 0 })
    expect((await readFile(join(folder, 'target.pcapng'))).equals(capture)).toBe(true)
    expect((await readdir(folder)).sort()).toEqual(['link.pcapng', 'target.pcapng'])
  })

  it.skipIf(!hasStrace)('survives a power cut as soon as the command has ended', async () => {
    const out = join(folder, 'out.pcapng')
    const traces = await mkdtemp(join(root, 'traces-'))
    const before = straced(join(traces, 'export'))
    expect(await unstick.run(['export', '-', '--pcapng', out], capture, before)).toMatchObject({ code: 0 })
    const last = saidOf(join(traces, 'export')).at(-1)
    expect([last?.text, last?.survives(out)]).toEqual(['exit', true])
  })
})

describe('an export to something that takes bytes as they come', () => {
  it('fills a pipe', async () => {
    const fifo = join(folder, 'fifo')
    spawnSync('mkfifo', [fifo])
    const reader = spawn('cat', [fifo])
    const pieces: Buffer[] = []
    reader.stdout.on('data', (piece: Buffer) => pieces.push(piece))
    const read = once(reader, 'close')
    expect(await unstick.run(['export', '-', '--pcapng', fifo], capture)).toMatchObject({ code: 0 })
    await read
    expect(Buffer.concat(pieces).equals(capture)).toBe(true)
  })

  it('goes to a device', async () => {
    expect(await unstick.run(['export', '-', '--pcapng', '/dev/null'], capture)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it.each(['-', '/dev/stdout'])('goes to standard output as %s', async (out) => {
    const { code, stdout } = await unstick.run(['export', '-', '--pcapng', out], opening)
    expect([code, stdout]).toEqual([0, opening.toString()])
  })
})
