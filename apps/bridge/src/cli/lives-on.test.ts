// What must not end a bridge, and what must, which only a process shows.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { BuiltCommand, ended, waitFor } from '../../test/built-command.ts'
import { helperOf } from '../../test/process-tree.ts'
import { missingForNetwork, searchPath } from '../tools.ts'

const hasPython = spawnSync('python3', ['--version']).error === undefined
if (!hasPython) console.log('python3 is missing: a bridge whose terminal is closed was not tested')
const missing = await missingForNetwork(searchPath(process.env.PATH))
if (missing.length > 0)
  console.log(`${missing.map(({ name }) => name).join(', ')}: a second signal was not tested`)

let unstick: BuiltCommand
let home: string
beforeAll(async () => {
  unstick = await BuiltCommand.make()
})

let bridge: ChildProcess | undefined
afterEach(async () => {
  bridge?.kill('SIGKILL')
  bridge = undefined
  await rm(home, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly origin: string
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
}

const start = async (
  environment: NodeJS.ProcessEnv = {},
  before: readonly string[] = [],
): Promise<Started> => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const child = unstick.start(['--port', '0', '--no-open'], { UNSTICK_HOME: home, ...environment }, before)
  bridge = child
  const [, address = ''] = await waitFor(child.stdout, /(http:\S+)/)
  return { child, ...placeOf(address) }
}

const placeOf = (address: string) => {
  const { origin, port, searchParams } = new URL(address)
  const headers = {
    authorization: `Bearer ${searchParams.get('token') ?? ''}`,
    'content-type': 'application/json',
  }
  return { origin, port: Number(port), headers }
}

const run = async (
  { origin, headers }: Pick<Started, 'origin' | 'headers'>,
  wait: number,
): Promise<string> => {
  const body = JSON.stringify({ experiment: 'hello-world', conditions: { wait }, framing: 'none' })
  const answer = await fetch(`${origin}/api/runs`, { method: 'POST', headers, body })
  return ((await answer.json()) as { session: string }).session
}

/** A request that makes the bridge fail, which its terminal then reports. */
const fail = async ({ origin, headers }: Pick<Started, 'origin' | 'headers'>): Promise<number> => {
  await rm(join(home, 'sessions'), { recursive: true, force: true })
  return (await fetch(`${origin}/api/sessions`, { headers })).status
}

it('goes on when nobody reads its output any more', async () => {
  const started = await start()
  const { child, origin, headers } = started
  child.stdout?.destroy()
  child.stderr?.destroy()
  for (let time = 0; time < 3; time += 1) expect(await fail(started)).toBe(500)
  expect((await fetch(`${origin}/api/status`, { headers })).status).toBe(200)
  expect(child.exitCode).toBeNull()
})

/** Runs the bridge in a pseudo-terminal, closes that when a line arrives, and prints how the bridge ended. */
const atTerminal = `import os, subprocess, sys
terminal, end = os.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=end, stdout=end, stderr=end, start_new_session=True)
os.close(end)
said = b''
while b'token=' not in said or not said.endswith(b'\\n'): said += os.read(terminal, 4096)
print([word for word in said.decode().split() if 'token=' in word][0], child.pid, flush=True)
sys.stdin.readline()
os.close(terminal)
print('closed', flush=True)
print('ended', child.wait(), flush=True)`

it.skipIf(!hasPython)('goes on when its terminal is closed', async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const child = spawn(
    'python3',
    ['-c', atTerminal, process.execPath, unstick.main, '--port', '0', '--no-open'],
    { env: { ...process.env, UNSTICK_HOME: home }, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const all = ended(child)
  const [, address = '', id] = await waitFor(child.stdout, /(http:\S+) (\d+)/)
  const place = placeOf(address)
  const closed = waitFor(child.stdout, /closed/)
  child.stdin.end('\n')
  await closed
  for (let time = 0; time < 3; time += 1) expect(await fail(place)).toBe(500)
  expect((await fetch(`${place.origin}/api/status`, { headers: place.headers })).status).toBe(200)
  process.kill(Number(id), 'SIGTERM')
  expect((await all).stdout).toMatch(/ended 0\n$/)
})

it('goes on when no more files can be opened', async () => {
  const { child, origin, port, headers } = await start({}, ['sh', '-c', 'ulimit -n 48; exec "$@"', 'sh'])
  const ask = async (path: string) => {
    const signal = AbortSignal.timeout(10_000)
    const answer = await fetch(origin + path, { headers, signal })
    await answer.text()
    return answer.status
  }
  // This connection stays open, and the next requests use it.
  expect(await ask('/api/status')).toBe(200)
  const others: net.Socket[] = []
  // Strangers have 64 connections, and the process has 48 descriptors.
  for (let count = 0; count < 60; count += 1) {
    const other = net.connect(port, '127.0.0.1')
    other.on('error', () => undefined)
    await once(other, 'connect')
    others.push(other)
  }
  // The first request also starts the process of a private network, which needs descriptors too. If there is none left for
  // another connection, libuv accepts and closes it.
  for (const path of ['/api/experiments', '/api/sessions', '/api/experiments']) await ask(path).catch(() => 0)
  for (const other of others) other.destroy()
  await expect.poll(() => ask('/api/status').catch(() => 0)).toBe(200)
  expect(child.exitCode).toBeNull()
})

it('reports a failure in one line, and shows its stack if asked', async () => {
  for (const [environment, lines] of [
    [{}, /^a request failed: ENOENT[^\n]*\(INTERNAL; UNSTICK_TRACE=1 shows where\)$/m],
    [{ UNSTICK_TRACE: '1' }, /^a request failed: ENOENT[^\n]*\(INTERNAL\)\nError: ENOENT[^]*^ +at /m],
  ] as const) {
    const started = await start(environment)
    const said = waitFor(started.child.stderr, lines)
    await fail(started)
    await said
    started.child.kill('SIGKILL')
  }
})

it('prints nothing for requests that make no sense', async () => {
  const { child, port } = await start()
  const all = ended(child)
  for (const target of ['//', 'http://[', '/%', '/%zz', '*']) {
    const socket = net.connect(port, '127.0.0.1')
    socket.write(`GET ${target} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 4/)
    socket.destroy()
  }
  child.kill('SIGTERM')
  const { code, stderr } = await all
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/^ +at |Error/m)
})

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'ends cleanly at %s in the middle of a run',
  async (signal) => {
    const started = await start()
    await run(started, 10_000)
    const all = ended(started.child)
    started.child.kill(signal)
    expect(await all).toMatchObject({ code: 0 })
  },
)

/** Milliseconds until it has ended by itself after a signal. */
const timeToEnd = async ({ child }: Started): Promise<number> => {
  const exit = once(child, 'exit')
  const begun = performance.now()
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  return performance.now() - begun
}

it('ends hardly later beside a follower that reads nothing', async () => {
  // Measured beside each other, because a busy machine takes seconds for either.
  const other = await start()
  await run(other, 10)
  const alone = await timeToEnd(other)
  await rm(home, { recursive: true })
  const started = await start()
  const { port, headers } = started
  const id = await run(started, 10)
  const follower = net.connect(port, '127.0.0.1').pause()
  follower.write(
    [
      `GET /api/sessions/${id}/follow HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `authorization: ${headers.authorization ?? ''}`,
      'connection: Upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  )
  follower.on('error', () => undefined)
  await once(follower, 'readable')
  expect(await timeToEnd(started)).toBeLessThan(2 * alone + 2_000)
  follower.destroy()
})

it.skipIf(missing.length > 0)('ends at once at a second signal, whatever it waits for', async () => {
  const started = await start()
  const { child } = started
  await run(started, 10_000)
  // A run whose network does not answer cannot be stopped.
  process.kill(helperOf(child.pid ?? 0), 'SIGSTOP')
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const again = setInterval(() => child.kill('SIGINT'), 100)
  const [code, signal] = (await exit) as [number | null, NodeJS.Signals | null]
  clearInterval(again)
  expect([code, signal]).toEqual([null, 'SIGINT'])
})

/** At SIGUSR2, moves the clock that the process sees forward by an hour, as a suspend does to the real clock. */
const jumping = `const now = Date.now; let shift = 0; process.on('SIGUSR2', () => { shift = 3_600_000 }); Date.now = () => now() + shift`

it('names a session by the current time, even after the machine slept', async () => {
  const started = await start({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(jumping)}`,
  })
  started.child.kill('SIGUSR2')
  const id = await run(started, 10)
  const hour = Date.parse(id.replace(/T(\d\d)(\d\d)(.{7}).*/, 'T$1:$2:$3'))
  expect(Math.abs(hour - Date.now() - 3_600_000)).toBeLessThan(60_000)
  expect(await readdir(join(home, 'sessions'))).toContain(`${id}.pcapng`)
})

it('reports in a sentence that its output cannot be written', async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const { code, stderr } = await unstick.run(['lab'], '', ['sh', '-c', 'exec "$@" > /dev/full', 'sh'])
  expect([code, stderr]).toEqual([1, 'unstick: The output cannot be written: ENOSPC. (FILE_UNWRITABLE)\n'])
})

const withoutIpv4 = [
  'unshare',
  '-rn',
  'sh',
  '-c',
  'ip link set lo up && ip addr del 127.0.0.1/8 dev lo && exec "$@"',
  'sh',
]
const canUnshare = spawnSync('unshare', [...withoutIpv4.slice(1), 'true']).status === 0
if (!canUnshare) console.log('unshare or ip is missing: a machine with IPv6 alone was not tested')

it.skipIf(!canUnshare)('reports in a sentence that a machine has only IPv6', async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const { code, stderr } = await unstick.run(['--port', '0', '--sessions', home], '', withoutIpv4)
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^unstick: The page needs the address 127\.0\.0\.1, .*EADDRNOTAVAIL.*\(CANNOT_LISTEN\)\n$/,
  )
})

it('starts many times at once in a home that does not exist yet, each time without a stack trace', async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const children = Array.from({ length: 6 }, () =>
    unstick.start(['--port', '0', '--no-open'], { UNSTICK_HOME: join(home, 'a', 'b', 'c') }),
  )
  const all = await Promise.all(
    children.map(async (child) => {
      const end = ended(child)
      await Promise.race([waitFor(child.stderr, /Ctrl\+C|already/), end])
      child.kill('SIGTERM')
      return end
    }),
  )
  for (const { code, stderr } of all) {
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/^ +at |Error|INTERNAL|damaged/m)
  }
})

it.skipIf(process.platform !== 'linux')('treats an empty UNSTICK_HOME as not set', async () => {
  home = await mkdtemp(join(tmpdir(), 'unstick-'))
  const child = unstick.start(['--port', '0', '--no-open'], { UNSTICK_HOME: '', HOME: home })
  bridge = child
  await waitFor(child.stderr, /Ctrl\+C/)
  expect(await readdir(join(home, '.unstick'))).toContain('sessions')
})
