import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { sectionHeaderBlock } from '@unstick/pcapng'
import { describe, expect, it } from 'vitest'
import { errnoOf } from '../errors.ts'
import { BuiltCommand, ended } from '../../test/built-command.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

const frames = (input: string | Uint8Array, framing: string, ...options: string[]) =>
  unstick.run(['frames', '-', '--framing', framing, ...options], input)

const two = '\0\0\0\x05hello\0\0\0\x05world'

describe('unstick frames and info of a capture', () => {
  const capture = new URL('../../../../packages/session/test/fixtures/', import.meta.url)
  const of = (name: string, command: 'frames' | 'info', ...options: string[]) =>
    unstick.run([command, fileURLToPath(new URL(name, capture)), ...options])

  it('frames prints when, where, the header and the body', async () => {
    const { code, stdout } = await of('plain.pcap', 'frames', '--framing', 'fixed:5')
    expect(code).toBe(0)
    // By hand, in make.py: 1 ms between packets, from 2026-11-22T14:30:00Z on.
    expect(stdout.trimEnd().split('\n').slice(0, 2)).toEqual([
      '2026-11-22 14:30:00.003000 10.0.0.1:40001>10.0.0.2:9000 message 0 [0, 5) header 0 "hello"',
      '2026-11-22 14:30:00.005000 10.0.0.1:40001>10.0.0.2:9000 message 1 [5, 10) header 0 "world"',
    ])
  })

  it('a port that no connection has is named as one', async () => {
    const { code, stderr } = await of('plain.pcap', 'frames', '--framing', 'line', '--port', '1')
    expect(code).toBe(1)
    expect(stderr).toContain('There is no stream with port 1. The streams are: 10.0.0.1:40001>10.0.0.2:9000')
  })

  it('frames says what an unfinished frame holds and begins with', async () => {
    // By hand, in make.py: nine bytes, and a reset.
    const { code, stdout } = await of('reset.pcap', 'frames', '--framing', 'fixed:4')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toContain(
      'message 2 [8, 9) unfinished: holding 1 of the 4 bytes that the frame at byte 8 needs; it begins with 79 (“y”)',
    )
  })

  it.each([
    ['whole messages', 'plain.pcap', 'fixed:5', 0],
    ['a hole', 'gap.pcap', 'fixed:3', 1],
    ['bytes that do not fit', 'plain.pcap', 'struct:!I', 1],
    ['bytes that are missing at the end', 'holes/tail-hole.pcap', 'postgres', 1],
    ['no framing', 'gap.pcap', 'none', 0],
  ])('both end with the same code: %s', async (_, name, framing, code) => {
    const both = await Promise.all([
      of(name, 'frames', '--framing', framing),
      of(name, 'info', '--framing', framing),
    ])
    expect(both.map((each) => each.code)).toEqual([code, code])
    for (const { stderr } of both) expect(stderr.includes('FRAMING_FAILED')).toBe(code === 1)
  })

  it('take one stream, one port, or one framing for each port', async () => {
    const { stdout } = await of('plain.pcap', 'info', '--framing', '9000=fixed:5,*=line', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ framing: '9000=fixed:5,*=line', messages: 4 })
    const name = '10.0.0.2:9000>10.0.0.1:40001'
    const one = await of('plain.pcap', 'frames', '--framing', 'fixed:5', '--stream', name)
    expect(
      one.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[2]),
    ).toEqual([name, name])
    expect(await of('plain.pcap', 'info', '--port', '1')).toMatchObject({ code: 1 })
  })
})

describe('unstick frames of raw bytes', () => {
  it('prints index, place, header and the beginning of each body', async () => {
    const { code, stdout, stderr } = await frames(two, 'struct:!I')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe('- message 0 [0, 9) header 4 "hello"\n- message 1 [9, 18) header 4 "world"\n')
  })

  it('--json prints one object a frame, named for the file', async () => {
    const file = join(folder, 'two.bin')
    await writeFile(file, two)
    const { code, stdout } = await unstick.run(['frames', file, '--framing', 'struct:!I', '--json'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      '{"lane":"message","stream":"two.bin","index":0,"start":0,"end":9,"header":4,"complete":true}\n' +
        '{"lane":"message","stream":"two.bin","index":1,"start":9,"end":18,"header":4,"complete":true}\n',
    )
  })

  it('prints the frames that carry messages, and the messages with the bodies that they mean', async () => {
    // RFC 6455, 5.7: "Hel" and "lo", with a ping between them.
    const fragments = Uint8Array.from(Buffer.from('010348656c8901708002 6c6f'.replace(' ', ''), 'hex'))
    const { code, stdout } = await frames(fragments, 'joined over websocket')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual([
      '- frame 0 [0, 5) header 2',
      '- frame 1 [5, 8) header 2',
      '- frame 2 [8, 12) header 2',
      '- message 0 [0, 5) goes on after the next message',
      '- message 1 [5, 8) header 2 "p"',
      '- message 2 [8, 12) header 2 "Hello"',
    ])
    const lines = (await frames(fragments, 'joined over websocket', '--json')).stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { lane: 'frame', index: 0, start: 0, end: 5 },
      { lane: 'frame', index: 1, start: 5, end: 8 },
      { lane: 'frame', index: 2, start: 8, end: 12 },
      { lane: 'message', index: 0, start: 0, end: 5, apart: 'part' },
      { lane: 'message', index: 1, start: 5, end: 8 },
      { lane: 'message', index: 2, start: 8, end: 12 },
    ])
  })

  it('bytes that are skipped are rows of their own, and no whole messages', async () => {
    // Two frames that begin with aa, and three other bytes between them.
    const noisy = Uint8Array.from([0xaa, 1, 0x78, 1, 2, 3, 0xaa, 1, 0x79])
    const framing = 'length:u8,at=1,starts=aa,resync=aa'
    const { code, stdout } = await frames(noisy, framing)
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual([
      '- message 0 [0, 3) header 2 "x"',
      '- skipped [3, 6)',
      '- message 2 [6, 9) header 2 "y"',
    ])
    const lines = (await frames(noisy, framing, '--json')).stdout.trimEnd().split('\n')
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      lane: 'message',
      stream: '-',
      index: 1,
      start: 3,
      end: 6,
      apart: 'skipped',
    })
  })

  it('--side says who sent the bytes, and --start where the first frame begins', async () => {
    // PostgreSQL 17, 53.2: the server refuses GSSAPI and TLS with one byte each, then sends its messages.
    const server = Buffer.from('4e4e5200000008000000005a0000000549', 'hex')
    const { stdout } = await frames(server, 'postgres', '--side', 'server')
    expect(stdout.match(/\[\d+, \d+\)/g)).toEqual(['[0, 1)', '[1, 2)', '[2, 11)', '[11, 17)'])
    expect((await frames(`xx${two}`, 'struct:!I', '--start', '2')).stdout).toBe(
      '- message 0 [2, 11) header 4 "hello"\n- message 1 [11, 20) header 4 "world"\n',
    )
    expect(await frames('abc', 'line', '--start', '4')).toMatchObject({
      code: 1,
      stderr: '- has 3 bytes, so no frame begins at byte 4. (START_BEYOND_END)\n'.replace(/^/, 'unstick: '),
    })
  })

  it('escapes what does not print and shows at most 32 bytes of a body', async () => {
    const { stdout } = await frames(`a"\\\n\x01${'x'.repeat(45)}`, 'fixed:50')
    expect(stdout).toBe(`- message 0 [0, 50) header 0 "a\\"\\\\\\n\\x01${'x'.repeat(27)}"…\n`)
  })

  it('shows the body of a frame that came in pieces', async () => {
    const child = unstick.start(['frames', '-', '--framing', 'struct:!I'])
    const all = ended(child)
    for (const byte of Buffer.from(two)) {
      await new Promise((resolve) => child.stdin?.write(Uint8Array.of(byte), resolve))
    }
    child.stdin?.end()
    expect((await all).stdout).toContain('[9, 18) header 4 "world"')
  })

  it('ends with 1 and says how much of the last frame is missing', async () => {
    const { code, stdout, stderr } = await frames(two.slice(0, -2), 'struct:!I', '--json')
    expect(code).toBe(1)
    const [, last = ''] = stdout.split('\n')
    expect(JSON.parse(last)).toMatchObject({
      index: 1,
      start: 9,
      end: 16,
      complete: false,
      error: 'END_INSIDE_FRAME',
    })
    expect(stderr).toContain(
      '7 bytes into a frame of 9 bytes. 2 bytes are missing. The frame begins with 00 00 00 05 77 6f 72. (FRAMING_FAILED)',
    )
  })

  it('ends with 1 and the code if the bytes do not fit the framing', async () => {
    const { code, stdout, stderr } = await frames(`${two}\xff\xff\xff\xff`, 'struct:!I', '--json')
    expect(code).toBe(1)
    const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
    expect(last).toMatchObject({ index: 2, start: 18, complete: false, error: 'FRAME_TOO_LONG' })
    expect(stderr).toContain('FRAME_TOO_LONG in the frame at byte 18')
  })

  it('unpacks gzip, unless --raw takes the bytes as they are', async () => {
    expect((await frames(gzipSync(two), 'struct:!I')).stdout).toContain('[9, 18) header 4 "world"')
    expect((await frames(gzipSync(two), 'fixed:1', '--raw')).stdout).toMatch(/^.*"\\x1f"\n.*"\\x8b"\n/)
  })

  it('--raw reads a capture as plain bytes', async () => {
    const capture = sectionHeaderBlock({})
    expect((await frames(capture, 'fixed:4')).stdout).toBe('')
    expect((await frames(capture, 'fixed:4', '--raw')).stdout).toMatch(
      /^- message 0 \[0, 4\) header 0 "\\n\\r/,
    )
  })

  it('finds no frames in no bytes', async () => {
    expect(await frames('', 'struct:!I')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('needs a valid framing', async () => {
    expect(await frames(two, 'none')).toMatchObject({ code: 2, stdout: '' })
  })

  it('ends quietly if its reader has seen enough', async () => {
    const child = unstick.start(['frames', '-', '--framing', 'fixed:1'])
    const all = ended(child)
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(new Uint8Array(4 * 1024 * 1024))
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { code, stderr } = await all
    expect([code, stderr]).toEqual([0, ''])
  })

  it.runIf(process.platform === 'linux')('takes under 120 MB of memory for 1 GiB of input', async () => {
    // Zeros in a sparse file, which takes no room on the disk.
    const file = join(folder, 'sparse.bin')
    await writeFile(file, '')
    await truncate(file, 1024 ** 3)
    const child = unstick.start(['frames', file, '--framing', 'fixed:65536', '--json'])
    let peak = 0
    let frames = 0
    child.stdout?.on('data', (piece: Buffer) => {
      frames += piece.toString().split('\n').length - 1
      peak = Math.max(peak, residentPeak(child.pid ?? 0))
    })
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(frames).toBe(16_384)
    expect(peak).toBeLessThan(120e6)
  })
})

/** The most bytes of memory that a process has had so far; 0 if it is over. */
const residentPeak = (pid: number): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return 0
  }
}
