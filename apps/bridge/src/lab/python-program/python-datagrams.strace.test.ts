// Runs the Python of each UDP experiment under strace: it makes the calls that our run recorded under the same conditions,
// and prints the same lines.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConditionValues, WrittenStep } from '@unstick/api'
import { describe, expect, it } from 'vitest'
import { ended, waitFor } from '../../../test/built-command.ts'
import { blocksOf } from '../../../test/lab-bench.ts'
import { type RecordedCall, recordedCalls } from '../../../test/recorded-calls.ts'
import { socketCalls, socketsIn } from '../../../test/straced-datagrams.ts'
import { temporaryFolder } from '../../../test/temporary-folder.ts'
import { type PreparedRun, prepareRun } from '../prepared-run.ts'
import { pythonProgram } from './python-program.ts'

/** The interpreter itself, not a script that starts it. */
const found = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
const python = found.status === 0 ? found.stdout.trim() : undefined
const hasStrace = spawnSync('strace', ['--version']).status === 0
for (const [tool, there] of [
  ['python3', python !== undefined],
  ['strace', hasStrace],
] as const) {
  if (!there)
    console.log(`${tool} is missing: the Python of the UDP experiments was not compared with our runs`)
}

const folder = await temporaryFolder()

interface Done {
  readonly calls: readonly string[]
  readonly printed: string
}

const traced = 'trace=socket,bind,listen,connect,sendto,recvfrom,setsockopt,getsockopt,close'

class PythonUnderStrace {
  readonly #strace: ChildProcess
  readonly done: Promise<Done>

  private constructor(strace: ChildProcess) {
    this.#strace = strace
    this.done = ended(strace).then(({ stdout, stderr }) => ({
      calls: socketsIn(stderr).flat(),
      printed: stdout,
    }))
  }

  static async start(run: PreparedRun, name: string, port: number, typed = ''): Promise<PythonUnderStrace> {
    const file = join(folder, `${name}.py`)
    await writeFile(file, pythonProgram(run, name).text.replaceAll('8080', String(port)))
    // Unbuffered, so that the output of a server that is ended is not lost.
    const args = ['-xx', '-s', '100000', '-e', traced, python ?? '', '-u', file]
    const strace = spawn('strace', args, { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
    const program = new PythonUnderStrace(strace)
    strace.stdin.end(typed)
    return program
  }

  /** Waits until it has made such a call. */
  async made(call: RegExp): Promise<void> {
    await waitFor(this.#strace.stderr, call)
  }

  /** Ends a server that serves forever. */
  async end(): Promise<void> {
    const pid = String(this.#strace.pid)
    const child = Number(await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    if (child > 1) process.kill(child)
  }
}

const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

/** What a program of our run did. A close is left out, because Python closes at its end what a failure left open. */
const recordedOf = (calls: readonly RecordedCall[], program: string): Done => {
  const own = calls.filter((call) => call.program === program)
  return {
    calls: withoutClose(socketCalls(own).flat()),
    printed: own
      .filter(({ name, args }) => name === 'write' && args[0] === '1')
      .map(({ payload }) => payload.toString())
      .join(''),
  }
}

const withoutClose = (calls: readonly string[]): string[] => calls.filter((call) => call !== 'close() = 0')

/** The kernel picks a new port for a client in each run. */
const withoutPorts = (printed: string): string =>
  printed.replace(/\('127\.0\.0\.1', \d+\)/g, "('127.0.0.1', PORT)")

interface Started {
  readonly name: string
  /** What it does before the next program starts. */
  readonly until?: RegExp
  readonly typed?: string
}

const server: Started = { name: 'server', until: /^bind\(.* = 0$/m }
const client: Started = { name: 'client' }

const steps = (...written: readonly WrittenStep[]): string => JSON.stringify(written)
const SEND: WrittenStep = { do: 'send text', text: 'hello' }
const RECV: WrittenStep = { do: 'recv', limit: 4 }

// The waits are conditions of the experiments, and long, because Python needs a while to start.
const runs: [string, ConditionValues, readonly Started[]][] = [
  ['udp-echo', { wait: 0, timeout: 10_000 }, [server, client]],
  ['udp-echo', { wait: 0, timeout: 10_000, limit: 3, second: '', third: 'é' }, [server, client]],
  [
    'udp-and-tcp',
    { wait: 500, timeout: 10_000 },
    [
      { name: 'tcp-server', until: /^listen\(.* = 0$/m },
      { name: 'udp-server', until: /^bind\(.* = 0$/m },
      client,
    ],
  ],
  ['udp-truncate', { timeout: 10_000 }, [server, client]],
  ['udp-truncate', { timeout: 10_000, size: 60_000, limit: 60_000 }, [server, client]],
  ['udp-overflow', { count: 40, wait: 5_000 }, [server, client]],
  [
    'udp-no-listener',
    { gap: 6_000, timeout: 10_000 },
    [{ name: 'client', until: /^sendto\(/m }, { name: 'connected', until: /ECONNREFUSED/ }, server],
  ],
  // One client that connects and one that does not.
  [
    'playground',
    {
      transport: 'UDP',
      server: steps({ do: 'sleep', ms: 300 }, RECV, SEND, { do: 'close' }),
      client: steps({ do: 'connect' }, SEND, RECV, { do: 'close' }),
    },
    [server, client],
  ],
  [
    'playground',
    {
      transport: 'UDP',
      server: steps(RECV, RECV, SEND, { do: 'close' }),
      client: steps(SEND, SEND, RECV, { do: 'close' }),
    },
    [server, client],
  ],
  [
    'udp-chat',
    { server: 'yes | no', ann: 'hello | again', bob: '', cleo: '' },
    [
      { ...server, typed: 'yes\nno\n' },
      { name: 'ann', typed: 'hello\nagain\nquit\n' },
    ],
  ],
]

describe.skipIf(python === undefined || !hasStrace)('pythonProgram(run, name) of UDP, run', () => {
  it.each(runs)('makes the calls of %s under %o, and prints its lines', async (name, set, order) => {
    const run = prepareRun(name, set, 'none')
    // At the same time as Python's run, because both are waits for the most part.
    const recording = blocksOf(run)
    const port = await freePort()
    const started = new Map<string, PythonUnderStrace>()
    for (const each of order) {
      const program = await PythonUnderStrace.start(run, each.name, port, each.typed)
      started.set(each.name, program)
      if (each.until) await program.made(each.until)
    }
    const visitors = [...started].filter(([each]) => each !== 'server')
    await Promise.all(visitors.map(([, { done }]) => done))
    if (servesForever(run)) await started.get('server')?.end()
    const calls = recordedCalls(Buffer.concat(await recording))
    for (const [each, { done }] of started) {
      const { calls: made, printed } = await done
      const own = recordedOf(calls, each)
      // A program that has only a TCP connection prints.
      expect(made.length + printed.length).toBeGreaterThan(1)
      expect(withoutClose(made)).toEqual(own.calls)
      expect(withoutPorts(printed)).toBe(withoutPorts(own.printed))
    }
  })
})

const servesForever = ({ programs }: PreparedRun): boolean =>
  programs.some(({ name, steps }) => name === 'server' && steps.some((step) => step.do === 'forever'))
