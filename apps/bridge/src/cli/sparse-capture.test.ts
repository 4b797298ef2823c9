// A capture of a kilobyte that claims gigabytes costs a kilobyte, whatever is done with it.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sixteenGibibytes, sparseLog } from '../../../../packages/session/test/sparse-log.ts'
import { BuiltCommand } from '../../test/built-command.ts'

let unstick: BuiltCommand
let folder: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
  folder = await mkdtemp(join(tmpdir(), 'unstick-'))
  await writeFile(join(folder, 'sparse.pcapng'), sixteenGibibytes)
  await writeFile(join(folder, 'gap.pcapng'), sparseLog([0, 1, 5]))
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

const at = (name: string) => join(folder, name)

describe('unstick export --raw', () => {
  it('refuses a hole of gigabytes, names the option, and writes nothing', async () => {
    const { code, stderr } = await unstick.run(['export', at('sparse.pcapng'), '--raw', at('out.bin')])
    expect([code, stderr]).toEqual([
      1,
      'unstick: 16106127345 bytes of 10.0.0.2:5000>10.0.0.1:80 were never captured. Without --holes at most 1048576 missing bytes are written as zeros. --holes skip leaves them out, and --holes zeros writes them all. (HOLES_TOO_LARGE)\n',
    ])
    expect(await readdir(folder)).not.toContain('out.bin')
  })

  it('leaves holes out if asked, and says so', async () => {
    const { code, stdout, stderr } = await unstick.run([
      'export',
      at('sparse.pcapng'),
      '--raw',
      '-',
      '--holes',
      'skip',
    ])
    expect([code, stdout]).toEqual([1, 'abcdefghijklmnop'])
    expect(stderr).toContain('were never captured; they are left out. (STREAM_HAS_HOLES)')
  })

  it('writes a small hole as zeros, and says so', async () => {
    const { code, stderr } = await unstick.run(['export', at('gap.pcapng'), '--raw', at('gap.bin')])
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('they are written as zeros. (STREAM_HAS_HOLES)') as string,
    ])
    expect(await readFile(at('gap.bin'), 'latin1')).toBe('ab\0\0\0c')
  })
})

describe('other commands on a capture with holes of gigabytes', () => {
  it.each([
    ['info', '@/sparse.pcapng'],
    ['info', '@/sparse.pcapng', '--json'],
    ['info', '@/sparse.pcapng', '--framing', 'struct:!I'],
    ['frames', '@/sparse.pcapng', '--framing', 'fixed:1'],
    ['frames', '@/sparse.pcapng', '--framing', 'fixed:1', '--json'],
    ['export', '@/sparse.pcapng', '--frames', '-', '--framing', 'fixed:1'],
    ['export', '@/sparse.pcapng', '--pcapng', '-'],
  ])('%s %s %s %s writes only a few kilobytes', async (...args) => {
    // The table is made before the folder exists.
    const { code, stdout, stderr } = await unstick.run(args.map((arg) => arg.replace('@', folder)))
    expect(code, stderr).toBeLessThanOrEqual(1)
    expect(stdout.length).toBeGreaterThan(0)
    expect(stdout.length).toBeLessThan(8_192)
  })
})
