// Captures that are piped in while tcpdump still records them.
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { Session } from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { followToEnd } from '../../test/follow-to-end.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const fixture = (name: string) =>
  readFile(fileURLToPath(new URL(`../../../../packages/session/test/fixtures/${name}`, import.meta.url)))

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()
let pcap: Buffer
beforeAll(async () => {
  pcap = await fixture('plain.pcap')
})

const write = (child: ChildProcess, bytes: Uint8Array): Promise<unknown> =>
  new Promise((resolve) => child.stdin?.write(bytes, resolve))

interface Opened {
  readonly child: ChildProcess
  readonly follow: string
  readonly token: string
  readonly over: ReturnType<typeof ended>
}

/** An `unstick open -` that has received `beginning` and printed its address. */
const open = async (beginning: Uint8Array): Promise<Opened> => {
  const child = unstick.start(['open', '-', '--port', '0', '--sessions', folder], {
    UNSTICK_HOME: folder,
    CI: '1',
  })
  const over = ended(child)
  await write(child, beginning)
  const [, origin = '', token = '', id = ''] = await waitFor(
    child.stdout,
    /(http:\S+)\/\?token=(\S+)&session=(\S+)/,
  )
  return { child, token, over, follow: `${origin}/api/sessions/${id}/follow` }
}

/** A follower that parses what comes. `until` resolves after that many packets with payload, `end` at the end. */
class Watcher {
  readonly session = new Session()
  readonly words: Record<string, unknown>[] = []
  readonly #socket: WebSocket

  constructor({ follow, token }: Opened) {
    this.#socket = new WebSocket(follow.replace(/^http/, 'ws'), {
      headers: { authorization: `Bearer ${token}` },
    })
    this.#socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.session.push(Uint8Array.from(data))
      else this.words.push(JSON.parse(data.toString()) as Record<string, unknown>)
    })
  }

  get segments(): number {
    return this.session.streams.reduce((sum, { segment }) => sum + segment.count, 0)
  }

  until(segments: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.segments < segments) return
        this.#socket.off('message', look)
        resolve()
      }
      this.#socket.on('message', look)
      look()
    })
  }

  end(): Promise<void> {
    return new Promise((resolve) => this.#socket.once('close', () => resolve()))
  }
}

/** Offsets in a little-endian pcap: after its header and after each packet. */
const packetEnds = (bytes: Buffer): number[] => {
  const ends = [24]
  for (let at = 24; at < bytes.length;) ends.push((at += 16 + bytes.readUInt32LE(at + 8)))
  return ends
}

const whole = (bytes: Uint8Array): Session => {
  const session = new Session()
  session.push(bytes)
  session.end()
  return session
}

describe('unstick open -', () => {
  it('serves from the file header on, records packet by packet as they come, and stays up at the end', async () => {
    const ends = packetEnds(pcap)
    const opened = await open(pcap.subarray(0, 24))
    const watcher = new Watcher(opened)
    const expected = new Session()
    expected.push(Uint8Array.from(pcap.subarray(0, 24)))
    for (const [index, end] of ends.slice(1).entries()) {
      const packet = Uint8Array.from(pcap.subarray(ends[index], end))
      // In two halves: a block is recorded once it is whole.
      await write(opened.child, packet.subarray(0, 20))
      await write(opened.child, packet.subarray(20))
      expected.push(packet)
      await watcher.until(expected.streams.reduce((sum, { segment }) => sum + segment.count, 0))
    }
    expect(watcher.segments).toBeGreaterThan(2)
    expect(watcher.words).toMatchObject([{ type: 'start', live: true }])
    const ending = watcher.end()
    opened.child.stdin?.end()
    await ending
    expect(watcher.words.at(-1)).toMatchObject({ type: 'end' })
    expect(watcher.session.header?.title).toBe('standard input')
    expect((await followToEnd(opened.follow, opened.token)).words[0]).toMatchObject({ live: false })
    opened.child.kill('SIGTERM')
    const { code, stderr } = await opened.over
    expect([code, stderr]).toEqual([0, expect.stringContaining(`${ends.length - 1} packets are recorded`)])
  })

  it('keeps what came before damage and tells its followers', async () => {
    const opened = await open(pcap)
    await write(opened.child, Buffer.alloc(64, 0xff))
    const { bytes, words } = await followToEnd(opened.follow, opened.token)
    expect(words).toMatchObject([
      { type: 'start' },
      { type: 'trouble', code: 'FILE_DAMAGED' },
      { type: 'end' },
    ])
    expect(whole(bytes).streams.length).toBe(whole(pcap).streams.length)
    opened.child.kill('SIGTERM')
    expect((await opened.over).stderr).toContain('FILE_DAMAGED')
  })

  it('that is stopped in the middle ends cleanly and leaves whole blocks', async () => {
    const opened = await open(pcap.subarray(0, -5))
    const watcher = new Watcher(opened)
    await watcher.until(1)
    const ending = watcher.end()
    opened.child.kill('SIGTERM')
    expect((await opened.over).code).toBe(0)
    await ending
    const session = whole(
      await readFile(join(folder, `${/sessions\/(.*)\/follow/.exec(opened.follow)?.[1] ?? ''}.pcapng`)),
    )
    expect(session.problem).toBeUndefined()
  })

  it('follows what comes packed', async () => {
    const opened = await open(gzipSync(pcap))
    opened.child.stdin?.end()
    const { bytes } = await followToEnd(opened.follow, opened.token)
    expect(whole(bytes).streams.map(({ length }) => length)).toEqual(
      whole(pcap).streams.map(({ length }) => length),
    )
    opened.child.kill('SIGTERM')
    await opened.over
  })

  it.each([
    ['no capture at all', 'NOT_A_CAPTURE'],
    ['', 'NOT_A_CAPTURE'],
  ])('of %o ends with 1', async (input, code) => {
    const result = await unstick.run(['open', '-', '--port', '0', '--sessions', folder], input)
    expect(result).toMatchObject({ code: 1, stdout: '' })
    expect(result.stderr).toContain(code)
  })
})

describe('unstick info -', () => {
  it('sums up what came when it is over, also after an interrupt that ended its source', async () => {
    const child = unstick.start(['info', '-', '--json'])
    const over = ended(child)
    // More than a pipe holds: once it is all written, the child is reading.
    const packets = pcap.subarray(24)
    await write(child, Buffer.concat([pcap, ...Array.from({ length: 400 }, () => packets)]))
    child.kill('SIGINT')
    child.stdin?.end()
    const { code, stdout } = await over
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ streams: whole(pcap).streams.length })
  })
})
