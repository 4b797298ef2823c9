import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../../packages/session/test/fixtures/${name}`, import.meta.url))
const hasTshark = spawnSync('tshark', ['--version']).status === 0
if (!hasTshark) console.log('tshark is missing: exported streams were not compared with what it follows')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()
let recorded: string
let stream: string
beforeAll(async () => {
  recorded = join(folder, 'run.pcapng')
  await unstick.run([
    'lab',
    'hello-world',
    '--loopback',
    '--framing',
    'struct:!I',
    '--set',
    'wait=10',
    '--record',
    recorded,
  ])
  const { stdout } = await unstick.run(['info', recorded, '--json'])
  stream = (JSON.parse(stdout) as { connections: { stream: string }[] }).connections[0]?.stream ?? ''
})

describe('unstick export', () => {
  it("--raw writes one stream's bytes", async () => {
    const out = join(folder, 'stream.bin')
    expect(await unstick.run(['export', recorded, '--stream', stream, '--raw', out])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    expect((await readFile(out)).toString()).toBe('\0\0\0\x05hello\0\0\0\x05world')
    expect(await unstick.run(['export', recorded, '--raw', out])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('FILE_UNWRITABLE') as string,
    })
    expect((await unstick.run(['export', recorded, '--raw', '-'])).stdout).toContain('hello')
  })

  it.skipIf(!hasTshark)('--raw writes what tshark follows', async () => {
    const file = fixture('out-of-order.pcap')
    const { stdout } = spawnSync('tshark', ['-r', file, '-q', '-z', 'follow,tcp,raw,0'], { encoding: 'utf8' })
    // The lines of the first node. Those of the other are indented by a tab.
    const [, node = '', followed = ''] =
      /Node 0: (\S+)\nNode 1: [^]*?\n((?:\t?[0-9a-f]+\n)*)/.exec(stdout) ?? []
    const bytes = followed
      .split('\n')
      .filter((line) => !line.startsWith('\t'))
      .join('')
    const info = await unstick.run(['info', file, '--json'])
    const { connections } = JSON.parse(info.stdout) as { connections: { stream: string }[] }
    const name = connections.find((each) => each.stream.startsWith(`${node}>`))?.stream ?? ''
    const out = join(folder, 'followed.bin')
    expect((await unstick.run(['export', file, '--stream', name, '--raw', out])).code).toBe(0)
    expect((await readFile(out)).toString('hex')).toBe(bytes)
    expect(bytes.length).toBeGreaterThan(0)
  })

  it('names each use of the same ports: --raw writes what tshark follows, --frames what is in each', async () => {
    const file = fixture('port-reuse.pcap')
    const expected = JSON.parse(await readFile(fixture('expected.json'), 'utf8')) as Record<
      string,
      { streams: { nodes: [string, string]; first: string; second: string }[] }
    >
    const uses = expected['port-reuse.pcap']?.streams ?? []
    expect(uses).toHaveLength(2)
    const frames = join(folder, 'reused.jsonl')
    expect((await unstick.run(['export', file, '--frames', frames, '--framing', 'fixed:1'])).code).toBe(0)
    const lines = (await readFile(frames, 'utf8')).trimEnd().split('\n')
    const streams = lines.map((line) => (JSON.parse(line) as { stream: string }).stream)
    for (const [index, { nodes, first, second }] of uses.entries()) {
      const use = index === 0 ? '' : `#${index + 1}`
      for (const [from, to, hex] of [
        [nodes[0], nodes[1], first],
        [nodes[1], nodes[0], second],
      ] as const) {
        if (hex === '') continue
        const name = `${from}>${to}${use}`
        const out = join(folder, `reused-${index}-${hex.length}.bin`)
        expect((await unstick.run(['export', file, '--stream', name, '--raw', out])).code).toBe(0)
        expect((await readFile(out)).toString('hex')).toBe(hex)
        expect(streams.filter((each) => each === name)).toHaveLength(hex.length / 2)
      }
    }
  })

  it('--raw reports how many bytes of a stream were never captured', async () => {
    const file = fixture('gap.pcap')
    const info = await unstick.run(['info', file, '--json'])
    const { connections } = JSON.parse(info.stdout) as { connections: { stream: string; bytes: number }[] }
    const results = await Promise.all(
      connections.map(({ stream: name }, index) =>
        unstick.run(['export', file, '--stream', name, '--raw', join(folder, `gap-${index}.bin`)]),
      ),
    )
    expect(results.map(({ stderr }) => stderr).join('')).toContain('STREAM_HAS_HOLES')
    const sizes = await Promise.all(
      connections.map(async (_, index) => (await readFile(join(folder, `gap-${index}.bin`))).length),
    )
    expect(sizes).toEqual(connections.map(({ bytes }) => bytes))
  })

  it('says that a stream lacks its end, which a FIN proves: tshark, tcp.seq of the FIN is 61,347', async () => {
    const file = fixture('holes/tail-hole.pcap')
    const name = '127.0.0.1:7304>127.0.0.1:52840'
    const out = join(folder, 'early.bin')
    const raw = await unstick.run(['export', file, '--stream', name, '--raw', out])
    expect([raw.code, raw.stderr]).toEqual([
      1,
      expect.stringContaining(
        `${name}: Bytes 57,759 to 61,346 are missing at the end: the FIN's sequence number comes after them. They are not written. (STREAM_ENDS_EARLY)`,
      ),
    ])
    expect((await readFile(out)).length).toBe(57_759)
    const frames = await unstick.run([
      'export',
      file,
      '--stream',
      name,
      '--frames',
      join(folder, 'early.jsonl'),
      '--framing',
      'postgres',
    ])
    expect([frames.code, frames.stderr]).toEqual([1, expect.stringContaining('BYTES_MISSING')])
  })

  it('--frames writes what frames prints', async () => {
    const out = join(folder, 'frames.jsonl')
    const framing = ['--framing', 'struct:!I']
    expect((await unstick.run(['export', recorded, '--frames', out, ...framing])).code).toBe(0)
    const { stdout } = await unstick.run(['frames', recorded, '--json', ...framing])
    expect((await readFile(out)).toString()).toBe(stdout)
    expect(stdout.split('\n')).toHaveLength(3)
  })

  it('--pcapng writes a session as it is and a pcap as pcapng', async () => {
    const same = join(folder, 'same.pcapng')
    expect((await unstick.run(['export', recorded, '--pcapng', same])).code).toBe(0)
    expect((await readFile(same)).equals(await readFile(recorded))).toBe(true)
    const converted = join(folder, 'converted.pcapng')
    expect((await unstick.run(['export', fixture('plain.pcap'), '--pcapng', converted])).code).toBe(0)
    expect((await readFile(converted)).readUInt32BE(0)).toBe(0x0a0d0d0a)
  })

  it('leaves no file if there was nothing to export', async () => {
    const out = join(folder, 'nothing.pcapng')
    expect(await unstick.run(['export', '-', '--pcapng', out], 'no capture')).toMatchObject({ code: 1 })
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each([
    [[], 2, 'EXPORT_OF_WHAT'],
    [['--raw', '-', '--frames', '-'], 2, 'EXPORT_OF_WHAT'],
    [['--raw', '-', '--stream', 'nope'], 1, 'STREAM_UNKNOWN'],
    [['--raw', '-', '--html', '-'], 2, 'EXPORT_OF_WHAT'],
    // The command under test is built without the page.
    [['--html', '-'], 1, 'PAGE_NOT_BUILT'],
    [['--frames', '-', '--framing', 'nonsense'], 2, 'FRAMING_MALFORMED'],
    [['--pcapng', '/nowhere/x'], 1, 'FILE_UNWRITABLE'],
  ])('%o ends with %i and %s', async (args, code, said) => {
    const result = await unstick.run(['export', recorded, ...args])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(said)
  })
})
