// Every TCP experiment by the command line, on the plain loopback and in the private network: its lanes, its findings and
// what its programs printed. Sizes are worked out by hand from the experiment's text, and segment sizes from the MTU of
// 1,500 bytes minus 20 of IP, 20 of TCP and 12 of timestamps. tshark reads the same sizes from the recorded file.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { beforeAll, describe, expect, it } from 'vitest'
import { BuiltCommand } from '../../test/built-command.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const hasTshark = spawnSync('tshark', ['--version']).status === 0
if (!hasTshark)
  console.log('tshark is missing: the segments of the experiments were not compared with its account')

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()
let isPrivate = false
beforeAll(async () => {
  isPrivate = (await run('hello-world', ['--set', 'wait=0'])).network === 'private'
  if (!isPrivate) console.log('there is no private network here: no segment of an experiment was looked at')
})

interface Ran {
  readonly network: string | undefined
  readonly file: string
  /** Sizes of the intervals of one lane, in the stream of that number. */
  readonly lane: (kind: string, stream?: number) => readonly number[]
  /** `merge segment>recv reader-late`, each once. */
  readonly findings: readonly string[]
  readonly printed: string
}

interface Line {
  readonly lane?: string
  readonly finding?: string
  readonly between?: readonly string[]
  readonly cause?: string
  readonly stream: string
  readonly start: number
  readonly end: number
}

let runs = 0
const run = async (name: string, args: readonly string[]): Promise<Ran> => {
  const file = join(folder, `${(runs += 1)}.pcapng`)
  const { code, stdout } = await unstick.run(['lab', name, '--json', '--record', file, ...args])
  expect(code).toBe(0)
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  const session = new Session()
  session.push(await readFile(file))
  session.end()
  const names = session.streams.map((stream) => stream.name)
  return {
    network: session.header?.network,
    file,
    lane: (kind, stream = 0) =>
      lines
        .filter((line) => line.lane === kind && line.stream === names[stream])
        .map(({ start, end }) => end - start),
    findings: [
      ...new Set(
        lines
          .filter((line) => line.finding !== undefined)
          .map(
            ({ finding, between, cause }) => `${finding ?? ''} ${between?.join('>') ?? ''} ${cause ?? ''}`,
          ),
      ),
    ].sort(),
    printed: session.printed.map(({ text }) => text).join(''),
  }
}

const letters = (count: number, each: number) => Array.from({ length: count }, () => each)

interface Case {
  readonly name: string
  readonly args?: readonly string[]
  readonly stream?: number
  readonly send: readonly number[]
  readonly recv: readonly number[]
  readonly segment: readonly number[]
  readonly printed: string | RegExp
  /** On the loopback, where recvs are compared with sends, and in the private network. */
  readonly loopback: readonly string[]
  readonly inPrivate: readonly string[]
}

const framed = ['--framing', 'struct:!I']

const cases: readonly Case[] = [
  {
    name: 'hello-world',
    send: [5, 5],
    segment: [5, 5],
    recv: [10],
    printed: "data1: b'helloworld'\ndata2: b''\n",
    loopback: ['merge send>recv reader-late'],
    inPrivate: ['merge segment>recv reader-late'],
  },
  {
    name: 'late-reader',
    // With Nagle's algorithm the small ones wait for an acknowledgement, and how many do depends on the machine.
    args: ['--set', 'nagle=off'],
    send: [...letters(5, 10), 3000],
    segment: [...letters(5, 10), 1448, 1448, 104],
    recv: [1024, 1024, 1002],
    printed: 'got 1024 bytes\ngot 1024 bytes\ngot 1002 bytes\n',
    loopback: ['merge send>recv reader-late', 'split send>recv recv-limit'],
    inPrivate: ['merge segment>recv reader-late', 'split segment>recv recv-limit', 'split send>segment mss'],
  },
  {
    name: 'remote-command',
    stream: 1,
    args: ['--set', 'second=seq 1 400', '--set', 'wait=1000'],
    // 9 numbers of one digit, 90 of two and 301 of three, each with its newline: 18 + 270 + 1,204.
    send: [1492, 1492],
    segment: [1448, 44, 1448, 44],
    // The second answer begins with the 468 bytes that the first recv left.
    recv: [1024, 1024],
    printed: /\$ seq 1 400\n1\n2\n[^$]*\n\$ seq 1 400\n[^1][^$]*400\n1\n2\n/,
    loopback: ['merge send>recv reader-late', 'split send>recv recv-limit'],
    inPrivate: ['merge segment>recv reader-late', 'split segment>recv recv-limit', 'split send>segment mss'],
  },
  {
    name: 'large-message',
    args: ['--set', 'wait=500'],
    send: [5000],
    segment: [1448, 1448, 1448, 656],
    recv: [1024, 1024, 1024, 1024, 904],
    printed: 'got 1024 bytes\n'.repeat(4) + 'got 904 bytes\n',
    loopback: ['split send>recv recv-limit'],
    inPrivate: ['merge segment>recv reader-late', 'split segment>recv recv-limit', 'split send>segment mss'],
  },
  {
    name: 'large-message',
    args: ['--set', 'wait=500', ...framed],
    send: [5004],
    segment: [1448, 1448, 1448, 660],
    recv: [1024, 1024, 1024, 1024, 908],
    printed: 'got 5000 bytes\n',
    loopback: ['split recv>message torn', 'split send>recv recv-limit'],
    inPrivate: [
      'merge segment>recv reader-late',
      'split recv>message torn',
      'split segment>recv recv-limit',
      'split send>segment mss',
    ],
  },
  {
    name: 'split-character',
    // Three bytes for each character in UTF-8, so recv(5) ends inside the second.
    send: [15],
    segment: [15],
    recv: [5, 5, 5],
    printed: '你�\n�，�\n��界\n',
    loopback: ['split send>recv recv-limit'],
    inPrivate: ['split segment>recv recv-limit'],
  },
  {
    name: 'split-character',
    args: ['--set', 'encoding=gbk', ...framed],
    send: [14],
    segment: [14],
    recv: [5, 5, 4],
    printed: '你好，世界\n',
    loopback: ['split recv>message torn', 'split send>recv recv-limit'],
    inPrivate: ['split recv>message torn', 'split segment>recv recv-limit'],
  },
  {
    name: 'header-torn',
    send: [2, 7],
    segment: [2, 7],
    recv: [2],
    // CPython's own sentence.
    printed: "header: b'\\x00\\x00'\nstruct.error: unpack requires a buffer of 4 bytes\n",
    loopback: [],
    inPrivate: [],
  },
  {
    name: 'recv-eats-next',
    send: [9, 9],
    segment: [9, 9],
    recv: [4, 14],
    printed: /^5 bytes: b'hello\\x00\\x00\\x00\\x05world'\nEOFError: /,
    loopback: ['merge send>recv reader-late', 'split send>recv recv-limit'],
    inPrivate: ['merge segment>recv reader-late', 'split segment>recv recv-limit'],
  },
  {
    name: 'cork',
    args: ['--set', 'gap=1'],
    // All five words leave when the cork goes.
    send: [3, 3, 5, 4, 4],
    segment: [19],
    recv: [19],
    printed: "got b'onetwothreefourfive'\n",
    loopback: ['merge send>recv corked'],
    inPrivate: ['merge send>segment corked'],
  },
  {
    name: 'two-writers',
    args: ['--set', 'gap=200', '--set', 'offset=100'],
    send: [4, 4, 5, 5],
    segment: [4, 4, 5, 5],
    // A length of 5, then 5 bytes: the other length and an h. What follows, ello, is no length.
    recv: [4, 4, 1, 4, 5],
    printed: /^5 bytes: b'\\x00\\x00\\x00\\x05h'\nEOFError: the stream ended 1701604458 bytes too early\n$/,
    loopback: ['split send>recv recv-limit'],
    inPrivate: ['split segment>recv recv-limit'],
  },
  {
    name: 'timeout-loses-part',
    send: [5, 15],
    segment: [5, 15],
    recv: [5, 10, 5],
    printed: /^(timed out\n)+message: b'-halfother'\nEOFError: the stream ended 5 bytes too early\n$/,
    loopback: ['split send>recv recv-limit'],
    inPrivate: ['split segment>recv recv-limit'],
  },
  {
    name: 'half-close',
    stream: 1,
    send: [12],
    segment: [12],
    recv: [12],
    printed: "got b'what time is it?'\nthe question is over\ngot b'time for tea'\n",
    loopback: [],
    inPrivate: [],
  },
  {
    name: 'known-sizes',
    send: [10, 4],
    segment: [10, 4],
    recv: [10, 4],
    printed: "data1: b'helloworld'\ndata2: b'egon'\n",
    loopback: [],
    inPrivate: [],
  },
  {
    name: 'known-sizes',
    args: ['--set', 'first=hello'],
    send: [5, 4],
    segment: [5, 4],
    recv: [9],
    printed: "data1: b'helloegon'\ndata2: b''\n",
    loopback: ['merge send>recv reader-late'],
    inPrivate: ['merge segment>recv reader-late'],
  },
  {
    name: 'sleep-between',
    // A pause is not a framing: on a busy machine half a second was once too short.
    args: ['--set', 'pause=2500'],
    send: [5, 5],
    segment: [5, 5],
    recv: [5, 5],
    printed: /^data1: b'hello'\ndata2: b'world'\n10 bytes in [0-9]+\.\d{3} s: \d+ bytes a second\n$/,
    loopback: [],
    inPrivate: [],
  },
  {
    name: 'sleep-between',
    args: ['--set', 'pause=20', '--set', 'busy=500'],
    send: [5, 5],
    segment: [5, 5],
    recv: [10],
    printed: /^data1: b'helloworld'\ndata2: b''\n/,
    loopback: ['merge send>recv reader-late'],
    inPrivate: ['merge segment>recv reader-late'],
  },
]

describe.each(cases)('unstick lab $name $args', (expected) => {
  const { name, args = [], stream = 0 } = expected
  const check = (ran: Ran): void => {
    expect(ran.lane('send', stream)).toEqual(expected.send)
    expect(ran.lane('recv', stream)).toEqual(expected.recv)
    expect(ran.printed).toMatch(
      expected.printed instanceof RegExp ? expected.printed : exactly(expected.printed),
    )
  }

  it('on the loopback has its lanes, its findings and no segment', async () => {
    const ran = await run(name, [...args, '--loopback'])
    check(ran)
    expect(ran.lane('segment', stream)).toEqual([])
    expect(ran.findings).toEqual(expected.loopback)
  })

  it('in the private network has its segments too, as tshark reads them', async ({ skip }) => {
    if (!isPrivate) skip()
    const ran = await run(name, args)
    check(ran)
    expect(ran.lane('segment', stream)).toEqual(expected.segment)
    expect(ran.findings).toEqual(expected.inPrivate)
    if (hasTshark) expect(tsharkSegments(ran.file)).toEqual(expect.arrayContaining([...expected.segment]))
  })
})

const exactly = (text: string) => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)

/** The payload sizes of the TCP packets that tshark sees at the client's end of the wire, both directions. */
const tsharkSegments = (file: string): number[] => {
  const filter = ['-Y', 'tcp.len > 0 && frame.interface_name == "eth0 of client"']
  const { stdout } = spawnSync('tshark', ['-r', file, ...filter, '-T', 'fields', '-e', 'tcp.len'], {
    encoding: 'utf8',
  })
  return stdout.trim().split('\n').map(Number)
}

describe('unstick lab fixed-header', () => {
  it('gets whole bodies, however they come, and its header is a framing', async () => {
    const { lane, printed } = await run('fixed-header', ['--framing', 'struct:i'])
    // struct.pack('i', n) has 4 bytes. Each body is sent in two parts of about half.
    expect(lane('send')).toEqual([4, 4, 1, 4, 512, 512, 4, 5120, 5121])
    expect(lane('message')).toEqual([4, 5, 1028, 10_245])
    expect(Math.max(...lane('recv'))).toBe(1024)
    expect(printed).toBe([0, 1, 1024, 10_241].map((size) => `a body of ${size} bytes\n`).join(''))
  })
})

describe('unstick lab nagle', () => {
  it('has its sends joined by the sender; with Nagle off more segments leave', async ({ skip }) => {
    if (!isPrivate) skip()
    const args = ['--set', 'count=200', '--set', 'gap=1']
    const on = await run('nagle', args)
    const off = await run('nagle', [...args, '--set', 'nagle=off'])
    for (const { lane } of [on, off]) {
      expect(lane('send')).toEqual(letters(200, 6))
      expect(lane('segment').reduce((sum, size) => sum + size, 0)).toBe(1200)
    }
    expect(on.lane('segment').length).toBeLessThan(off.lane('segment').length)
    expect(on.findings).toContain('merge send>segment nagle')
    expect(off.findings).not.toContain('merge send>segment nagle')
    if (hasTshark) expect(tsharkSegments(on.file)).toEqual(on.lane('segment'))
  })
})

describe('unstick lab reset-loses-data', () => {
  it('loses what had not left when the server closed with unread bytes', async ({ skip }) => {
    if (!isPrivate) skip()
    const { lane, printed, file } = await run('reset-loses-data', [])
    // The kernel begins with a congestion window of ten segments of 1,448 bytes (RFC 6928).
    expect([lane('send', 1), lane('segment', 1)]).toEqual([[40_000], letters(10, 1448)])
    expect(lane('recv', 1).reduce((sum, size) => sum + size, 0)).toBe(14_480)
    expect(printed).toMatch(/ConnectionResetError: \[Errno 104\] Connection reset by peer\n$/)
    if (!hasTshark) return
    const resets = ['-Y', 'tcp.flags.reset == 1 && frame.interface_name == "eth0 of server"']
    const { stdout } = spawnSync('tshark', ['-r', file, ...resets, '-T', 'fields', '-e', 'ip.src'])
    expect(stdout.toString().split('\n')[0]).toBe('10.0.0.1')
  })
})

describe('unstick lab write-write-read', () => {
  it('waits for delayed acknowledgements, which one send or an option avoids', async ({ skip }) => {
    if (!isPrivate) skip()
    const waits = async (...args: string[]): Promise<number[]> => {
      const { printed } = await run('write-write-read', args)
      return [...printed.matchAll(/after (\d+) ms/g)].map(([, ms]) => Number(ms)).sort((a, b) => a - b)
    }
    // A busy machine may take longer by itself, but not always.
    const isQuick = async (change: string): Promise<void> => {
      await expect.poll(async () => (await waits('--set', change))[4]).toBeLessThan(40)
    }
    // Linux delays an acknowledgement by at least 40 ms (TCP_DELACK_MIN).
    const [usual] = await Promise.all([waits(), isQuick('together=on'), isQuick('nagle=off')])
    expect(usual).toHaveLength(8)
    expect(usual[4]).toBeGreaterThanOrEqual(40)
  })
})

describe('unstick lab short-write', () => {
  it('loses what the send did not take, unless the client sends the rest', async () => {
    const usual = await run('short-write', [])
    const [taken = 0] = usual.lane('send')
    expect(taken).toBeLessThan(1_000_000)
    expect(usual.printed).toContain(`sent ${taken} of 1000000 bytes\n`)
    expect(usual.printed).toContain(`got ${taken} bytes\n`)
    expect(usual.findings).toContain('short-write  short-write')
    const rest = await run('short-write', ['--set', 'rest=on'])
    expect(rest.printed).toContain('got 1000000 bytes\n')
  })
})

describe('unstick lab playground', () => {
  it('runs the steps that it is given', async () => {
    const client = JSON.stringify([
      { do: 'connect' },
      { do: 'send hex', hex: '68 69' },
      { do: 'shutdown' },
      { do: 'recv exactly', size: 4 },
      { do: 'close' },
    ])
    const server = JSON.stringify([
      { do: 'recv', limit: 100 },
      { do: 'recv', limit: 100 },
      { do: 'send text', text: 'done' },
      { do: 'close' },
    ])
    const { lane, printed } = await run('playground', [
      '--set',
      `client=${client}`,
      '--set',
      `server=${server}`,
    ])
    expect([lane('send'), lane('send', 1)]).toEqual([[2], [4]])
    expect(printed).toBe("data1: b'hi'\ndata2: b''\ndata1: b'done'\n")
  })

  it('receives until the end, at most so many bytes at a time', async () => {
    const client = JSON.stringify([{ do: 'connect' }, { do: 'send text', text: 'hello' }, { do: 'close' }])
    const server = JSON.stringify([{ do: 'recv until end', limit: 3 }, { do: 'close' }])
    const { lane, printed } = await run('playground', [
      '--set',
      `client=${client}`,
      '--set',
      `server=${server}`,
    ])
    expect(lane('recv')).toEqual([3, 2])
    expect(printed).toBe("data1: b'hel'\ndata1: b'lo'\n")
  })

  it('speaks UDP: each datagram is one message, and the server answers whoever sent last', async () => {
    const client = JSON.stringify([
      { do: 'send text', text: 'hello' },
      { do: 'send text', text: 'world' },
      { do: 'recv', limit: 1024 },
      { do: 'close' },
    ])
    const server = JSON.stringify([
      { do: 'recv', limit: 1024 },
      { do: 'recv', limit: 3 },
      { do: 'send text', text: 'done' },
      { do: 'close' },
    ])
    const { lane, printed } = await run('playground', [
      '--set',
      'transport=UDP',
      '--set',
      `client=${client}`,
      '--set',
      `server=${server}`,
    ])
    expect([lane('send'), lane('recv'), lane('send', 1)]).toEqual([[5, 5], [5, 3], [4]])
    expect(printed).toBe("data1: b'hello'\ndata2: b'wor'\ndata1: b'done'\n")
  })

  it('refuses steps of TCP with UDP, also those that it offers itself', async () => {
    const { code, stderr } = await unstick.run([
      'lab',
      'playground',
      '--set',
      'transport=UDP',
      '--set',
      'client=[{"do":"shutdown"}]',
    ])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('step 1 (shutdown): UDP has no stream, so it has no such step.'),
    ])
  })

  it('is refused with the step and its fault', async () => {
    const args = ['lab', 'playground', '--set', 'client=[{"do":"connect"},{"do":"recv","limit":0}]']
    const { code, stdout, stderr } = await unstick.run(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(
      'client: step 2 (recv): "limit" is 0; it must be a whole number from 1 to 1048576 bytes.',
    )
  })
})
