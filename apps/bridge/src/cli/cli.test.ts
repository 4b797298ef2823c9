import { readFile, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { Session } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { errnoOf } from '../errors.ts'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const unstick = await BuiltCommand.make()
const folder = await temporaryFolder()

/** A listener on that port; `undefined` if another program has it. */
const hold = async (port: number): Promise<net.Server | undefined> => {
  const server = net.createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return server
  } catch (error) {
    if (errnoOf(error) === 'EADDRINUSE') return undefined
    throw error
  }
}

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('unstick lab', () => {
  it('lists the experiments', async () => {
    const { code, stdout, stderr } = await unstick.run(['lab'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n')).toEqual([
      'hello-world         Sticking   hello + world',
      'late-reader         Sticking   A late reader',
      "nagle               Sticking   Nagle's algorithm",
      'cork                Sticking   A cork in the socket',
      'remote-command      Sticking   A remote command',
      'recv-eats-next      Sticking   A recv that eats the next message',
      'large-message       Splitting  A large message',
      'split-character     Splitting  A character cut in two',
      'header-torn         Splitting  A header torn in two',
      'timeout-loses-part  Splitting  A time-out that loses a part',
      'two-writers         Splitting  Two threads, one socket',
      'short-write         Splitting  A send that takes only a part',
      'reset-loses-data    Splitting  A reset that loses data',
      'write-write-read    Splitting  Write, write, read',
      'known-sizes         Fixes      Sizes known in advance',
      'sleep-between       Fixes      A pause between sends',
      'fixed-header        Fixes      A header of four bytes',
      'half-close          Fixes      Half of a connection closed',
      'udp-and-tcp         Datagrams  The same two messages, by TCP and by UDP',
      'udp-echo            Datagrams  UDP echo',
      'udp-chat            Datagrams  UDP chat',
      'udp-truncate        Datagrams  A datagram cut short',
      'udp-no-listener     Datagrams  Nobody listens yet',
      'udp-overflow        Datagrams  A receive buffer that overflows',
      'playground          Your own   Playground',
    ])
  })

  it('--describe says what can be set, with ranges, and runs nothing', async () => {
    const { code, stdout } = await unstick.run(['lab', 'remote-command', '--describe'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^remote-command: A remote command \(Sticking, TCP\)\n/)
    expect(stdout).toContain('  --set limit=1024\n      recv limit: 1 to 1048576 bytes\n')
    expect(stdout).toContain("  --set first='seq 1 400'\n      First command: uname -a | ls / | ")
    expect(stdout).not.toContain('recvs')
  })

  it('--python prints a program in Python, and runs nothing', async () => {
    const { code, stdout } = await unstick.run([
      'lab',
      'hello-world',
      '--python',
      'client',
      '--set',
      'first=hi',
    ])
    expect(code).toBe(0)
    expect(stdout).toBe(`import socket

client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
client.connect(('127.0.0.1', 8080))

client.send(b'hi')
client.send(b'world')

client.close()
`)
  })

  it.each([
    [
      ['--python', 'nobody'],
      1,
      'There is no program "nobody" in this experiment. The programs are: server, client.',
    ],
    [['--python', 'client', '--framing', 'cobs'], 1, 'The lab has no Python for the framing cobs'],
  ])('%o is refused with the reason', async (args, exit, words) => {
    const { code, stdout, stderr } = await unstick.run(['lab', 'hello-world', ...args])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toContain(words)
  })

  it('runs one and prints what the programs printed', async () => {
    const { code, stdout, stderr } = await unstick.run([
      'lab',
      'hello-world',
      '--loopback',
      '--set',
      'wait=50',
    ])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^server: data1: b'helloworld'\nserver: data2: b''\n/)
  })

  it.skipIf(process.platform !== 'linux')(
    'says in one line which datagrams were lost, and counts datagrams',
    async () => {
      const { stdout } = await unstick.run(['lab', 'udp-overflow', '--loopback', '--set', 'count=60'])
      const [, read = '', dropped = ''] =
        /^server: read: (\d+)\nserver: dropped by the kernel: (\d+)\n/.exec(stdout) ?? []
      expect(Number(read) + Number(dropped)).toBe(60)
      const [counts, lost, ...more] = stdout.trimEnd().split('\n').slice(2)
      expect(counts).toBe(
        `streams 1, sends 60, datagrams 0, recvs ${read}, messages ${read}, merges 0, splits 0`,
      )
      expect(lost).toMatch(
        new RegExp(`: datagrams ${Number(read) + 1} to 60 lost\\. No recvfrom returned it`),
      )
      expect(more).toEqual([])
    },
  )

  it('--json prints one object a line, and --record keeps the same', async () => {
    const file = join(folder, 'run.pcapng')
    const args = [
      'lab',
      'hello-world',
      '--loopback',
      '--set',
      'wait=50',
      '--framing',
      'struct:!I',
      '--json',
      '--record',
      file,
    ]
    const { code, stdout } = await unstick.run(args)
    expect(code).toBe(0)
    expect(lines(stdout).filter(({ lane }) => lane === 'message')).toMatchObject([
      { index: 0, start: 0, end: 9, header: 4, complete: true },
      { index: 1, start: 9, end: 18, header: 4, complete: true },
    ])
    const frames = await unstick.run(['frames', file, '--framing', 'struct:!I', '--json'])
    expect(frames.code).toBe(0)
    expect(frames.stdout).toBe(
      stdout
        .split('\n')
        .filter((line) => line.includes('"lane":"message"'))
        .map((line) => `${line}\n`)
        .join(''),
    )
    const info = await unstick.run(['info', '-', '--json'], await readFile(file))
    expect(lines(info.stdout)).toMatchObject([{ title: 'hello + world', sends: 2, messages: 2 }])
    expect(await unstick.run(args)).toMatchObject({ code: 1, stdout: '' })
  })

  it.each([
    [['lab', 'hello-world', '--set', 'limit=0'], 2, 'CONDITION_OUT_OF_RANGE'],
    [['lab', 'hello-world', '--set', 'limit'], 2, 'key=value'],
    [['lab', 'hello-world', '--framing', 'nonsense'], 2, 'FRAMING_MALFORMED'],
    [['lab', 'nope'], 1, 'EXPERIMENT_UNKNOWN'],
    [['lab', 'hello-world', '--record', '/nowhere/x.pcapng'], 1, 'FILE_UNWRITABLE'],
    [['lab', 'hello-world', '--nope'], 2, 'unknown option'],
    [['nope'], 2, 'error'],
    [['--port', '70000'], 2, 'port'],
    [['frames', 'package.json'], 2, '--framing'],
    [['frames', 'x'], 1, 'FILE_UNREADABLE'],
    [['info', '/nowhere/x.pcapng'], 1, 'FILE_UNREADABLE'],
    [['info', '/'], 1, 'FILE_UNREADABLE'],
  ])('%o ends with %i and says so on standard error only', async (args, code, said) => {
    const result = await unstick.run(args)
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(said)
  })
})

describe('bytes that are not a valid capture', () => {
  it('are refused with 1', async () => {
    const { code, stdout, stderr } = await unstick.run(['info', '-'], 'no capture')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('NOT_A_CAPTURE')
  })

  it('are read up to the damage', async () => {
    const file = join(folder, 'cut.pcapng')
    await unstick.run(['lab', 'hello-world', '--loopback', '--set', 'wait=10', '--record', file])
    const whole = await readFile(file)
    const { code, stdout, stderr } = await unstick.run(
      ['info', '-', '--json'],
      whole.subarray(0, whole.length - 7),
    )
    expect(code).toBe(1)
    expect(lines(stdout)).toMatchObject([{ sends: 2 }])
    expect(stderr).toContain('FILE_DAMAGED')
  })
})

describe('unstick', () => {
  const serve = (args: readonly string[] = []) =>
    unstick.start(['--port', '0', '--sessions', join(folder, 'sessions'), ...args], {
      UNSTICK_HOME: folder,
      CI: '1',
    })

  it('prints its address alone on standard output and ends cleanly at SIGTERM', async () => {
    const child = serve()
    const all = ended(child)
    await waitFor(child.stderr, /Ctrl\+C/)
    child.kill('SIGTERM')
    const { code, stdout } = await all
    expect(code).toBe(0)
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/)
  })

  it('takes the next port if one is taken, and says so', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const child = serve(['--port', String(port)])
    const [, next] = await waitFor(child.stdout, /127\.0\.0\.1:(\d+)/)
    expect(Number(next)).toBeGreaterThan(port)
    child.kill('SIGINT')
    expect(await ended(child)).toMatchObject({ code: 0 })
    other.close()
  })

  it('gives up if 21 ports in a row are taken', async () => {
    // Above the ports that kernels assign by themselves. A port that another program has is as taken as one of ours.
    const ports = Array.from({ length: 21 }, (_, index) => 65_515 + index)
    const others = await Promise.all(ports.map(hold))
    const { code, stdout, stderr } = await unstick.run(['--port', '65515', '--sessions', folder])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('No port from 65515 to 65535 is free. (NO_FREE_PORT)')
    for (const other of others) other?.close()
  })

  it('refuses a sessions folder that cannot be one', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const { code, stderr } = await unstick.run(['--sessions', join(file, 'inside')])
    expect(code).toBe(1)
    expect(stderr).toContain('FOLDER_UNUSABLE')
    expect(stderr).toContain('--sessions')
  })

  it.skipIf(process.platform !== 'linux')('refuses a sessions folder that is not writable', async () => {
    const { code, stderr } = await unstick.run(['--sessions', '/proc/unstick'])
    expect(code).toBe(1)
    expect(stderr).toContain('FOLDER_UNUSABLE')
  })

  it('open - takes a capture from standard input and names its session in the address', async () => {
    const file = join(folder, 'opened.pcapng')
    await unstick.run(['lab', 'hello-world', '--set', 'wait=10', '--record', file])
    const child = unstick.start(['open', '-', '--port', '0', '--sessions', join(folder, 'opened')], {
      UNSTICK_HOME: folder,
      CI: '1',
    })
    child.stdin?.end(await readFile(file))
    const [, id = ''] = await waitFor(child.stdout, /&session=(\S+)/)
    const path = join(folder, 'opened', `${decodeURIComponent(id)}.pcapng`)
    expect(await readFile(path)).toEqual(await readFile(file))
    child.kill('SIGTERM')
    await ended(child)
  })

  it('killed in the middle of a run leaves a file that opens up to its last whole block', async () => {
    const child = serve()
    const [, origin = '', token = ''] = await waitFor(child.stdout, /(http:\S+)\/\?token=(\S+)/)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ experiment: 'hello-world', conditions: { wait: 10_000 }, framing: 'none' })
    const started = await fetch(`${origin}/api/runs`, { method: 'POST', headers, body })
    const { session: id } = (await started.json()) as { session: string }
    const follower = await fetch(`${origin}/api/sessions`, { headers })
    await follower.text()
    child.kill('SIGKILL')
    await ended(child)
    const session = new Session()
    session.push(await readFile(join(folder, 'sessions', `${id}.pcapng`)))
    session.end()
    expect(session.problem).toBeUndefined()
    expect(session.header?.title).toBe('hello + world')
  })
})
