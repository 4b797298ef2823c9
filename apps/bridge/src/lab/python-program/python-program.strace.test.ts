// Runs the Python of each experiment under strace: it makes the system calls that our run recorded under the same
// conditions, and prints the same lines.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import type { ConditionValues } from '@unstick/api'
import { printCallText } from '@unstick/session'
import { describe, expect, it } from 'vitest'
import { ended, waitFor } from '../../../test/built-command.ts'
import { blocksOf } from '../../../test/lab-bench.ts'
import { type RecordedCall, recordedCalls } from '../../../test/recorded-calls.ts'
import { temporaryFolder } from '../../../test/temporary-folder.ts'
import { prepareRun } from '../prepared-run.ts'
import { pythonProgram } from './python-program.ts'

/** The interpreter itself, not a script that starts it. */
const found = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
const python = found.status === 0 ? found.stdout.trim() : undefined
const hasStrace = spawnSync('strace', ['--version']).status === 0
for (const [tool, there] of [
  ['python3', python !== undefined],
  ['strace', hasStrace],
] as const) {
  if (!there) console.log(`${tool} is missing: the Python of the experiments was not compared with our runs`)
}

const folder = await temporaryFolder()

/** What a program did: its calls as `recv(1024) = 10 68656c6c6f…`, and what it printed. */
interface Done {
  readonly calls: readonly string[]
  readonly printed: string
  /** How long it slept each time, in seconds. */
  readonly slept: readonly number[]
}

const traced = 'trace=accept4,connect,setsockopt,sendto,recvfrom,shutdown,close,listen,poll,clock_nanosleep'

const start = async (name: string, text: string): Promise<ChildProcess> => {
  const file = join(folder, `${name}.py`)
  await writeFile(file, text)
  // Only its own threads, because a command's process closes descriptors of the same numbers.
  const threads = text.includes('import threading') ? ['-f', '-qq'] : []
  const args = [...threads, '-T', '-xx', '-s', '1000000', '-e', traced, python ?? '', file]
  return spawn('strace', args, { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
}

const doneOf = ({ stdout, stderr }: { stdout: string; stderr: string }): Done => ({
  calls: callsOf(stderr),
  printed: stdout,
  slept: [...stderr.matchAll(/^clock_nanosleep\(.* = 0 <(.*)>$/gm)].map(([, seconds]) => Number(seconds)),
})

/** The lines without their threads, and in one piece if another thread's line came between. */
const wholeLines = (trace: string): string[] => {
  const unfinished = new Map<string, string>()
  return trace.split('\n').flatMap((traced) => {
    const line = traced.replace(/^\[pid +\d+\] /, '')
    const [, begun, call = ''] = /^((\w+)\(.*?) *<unfinished \.\.\.>$/.exec(line) ?? []
    if (begun !== undefined) unfinished.set(call, begun)
    if (begun !== undefined) return []
    const [, resumed = '', rest] = /^<\.\.\. (\w+) resumed>(.*)$/.exec(line) ?? []
    return rest === undefined ? [line] : [`${unfinished.get(resumed) ?? ''}${rest}`]
  })
}

/** Its sleeps, its listen, and the calls on the one connection, from its accept or connect to its close. */
const callsOf = (trace: string): string[] => {
  let connection = ''
  return wholeLines(trace).flatMap((line) => {
    const [, polled, within = '', ready = ''] =
      /^poll\(\[\{fd=(\d+), events=POLLIN\}\], 1, (\d+)\) += (\d+)/.exec(line) ?? []
    if (polled !== undefined) return polled === connection ? [`poll(${within}) = ${ready}`] : []
    const accepted = /^accept4\(.* = (\d+) <.*>$/.exec(line)?.[1]
    if (accepted !== undefined) connection = accepted
    const connected = /^connect\((\d+), \{sa_family=AF_INET,/.exec(line)?.[1]
    if (connected !== undefined) connection = connected
    const [, name = '', fd, rest = '', result = ''] = /^(\w+)\((\d+)(.*)\) += (-1 E\w+|\d+)/.exec(line) ?? []
    if (accepted !== undefined) return ['accept() = 0']
    if (line.startsWith('clock_nanosleep(')) return ['sleep']
    if (name === 'listen') return [`listen(${rest.slice(2)}) = ${result}`]
    if (fd !== connection) return []
    if (name === 'close') connection = ''
    const [, bytes = '', size = ''] = /^, (?:"([^"]*)"|0x\w+), (\d+), 0, NULL/.exec(rest) ?? []
    const payload = bytes === '' ? '' : ` ${bytes.replaceAll('\\x', '')}`
    if (name === 'sendto') return [`send(${size}) = ${result}${payload}`]
    if (name === 'recvfrom') return [`recv(${size}) = ${result}${payload}`]
    if (name === 'setsockopt')
      return [`setsockopt(${/, (\w+, )\[(\d+)\]/.exec(rest)?.slice(1).join('') ?? rest}) = ${result}`]
    if (name === 'shutdown') return [`shutdown(${rest.slice(2)}) = ${result}`]
    return [`${name}() = ${result}`]
  })
}

/** Runs both programs in Python on a port of their own. */
const runPython = async (server: string, client: string): Promise<{ server: Done; client: Done }> => {
  const port = await freePort()
  const on = (text: string) => text.replaceAll('8080', String(port))
  const first = await start('server', on(server))
  const firstEnded = ended(first)
  await waitFor(first.stderr, /^listen\(\d+, 5\) += 0/m)
  const second = await start('client', on(client))
  const [served, asked] = await Promise.all([firstEnded, ended(second)])
  return { server: doneOf(served), client: doneOf(asked) }
}

const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const recordedOf = (calls: readonly RecordedCall[], program: string): Done => {
  const own = calls.filter((call) => call.program === program)
  return {
    calls: own
      .filter(({ name }) => name !== 'write')
      .map((call) => {
        if (call.name === 'sleep') return 'sleep'
        const text = printCallText(call).replace(/ <.*/, '')
        return call.payload.length > 0 ? `${text} ${call.payload.toString('hex')}` : text
      }),
    printed: own
      .filter(({ name, args }) => name === 'write' && args[0] === '1')
      .map(({ payload }) => payload.toString())
      .join(''),
    slept: own.filter(({ name }) => name === 'sleep').map(({ args }) => Number(args[0])),
  }
}

interface Unlike {
  /** Python sleeps now and then while it waits for a command's end, and threads sleep side by side. */
  readonly sleeps: boolean
  /** How much there was room for, or how much of it was there, differs from run to run. */
  readonly sizes: boolean
}

/** Measured times differ from run to run, and so does what is `unlike`. */
const comparable = ({ calls, printed }: Done, { sleeps, sizes }: Unlike): Omit<Done, 'slept'> => {
  const compared = sleeps ? calls.filter((call) => call !== 'sleep') : calls
  const lines = printed
    .replace(/in \d+\.\d{3} s: \d+ bytes/g, 'in T s: R bytes')
    .replace(/after \d+ ms/g, 'after T ms')
  if (!sizes) return { calls: compared, printed: lines }
  const names = compared.map((call) => call.replace(/^(send|recv)\((\d+)\) = [1-9]\d*( .*)?$/, '$1($2)'))
  return {
    calls: names.filter((call, k) => call !== names[k - 1]),
    printed: [...new Set(lines.replace(/\d+/g, 'N').split('\n'))].join('\n'),
  }
}

// In each of these, all bytes arrive before the reader reads, or the gaps are long. So the recvs are the same.
const runs: [string, ConditionValues, string][] = [
  ['hello-world', {}, 'none'],
  ['hello-world', { limit: 3, nagle: false, gap: 20 }, 'struct:!I'],
  ['hello-world', { first: "it's {x} \\ 🙂", second: '"\n\t' }, 'length:u16be'],
  ['hello-world', {}, 'netstring'],
  ['hello-world', {}, 'line'],
  ['hello-world', {}, 'delimiter:\\r\\n'],
  ['hello-world', {}, 'fixed:5'],
  ['late-reader', {}, 'none'],
  ['late-reader', {}, 'struct:!I'],
  ['nagle', { gap: 80, count: 8, nagle: false }, 'none'],
  ['remote-command', { wait: 1000 }, 'none'],
  [
    'remote-command',
    { second: "printf '\\304\\343\\272\\303\\n'", encoding: 'gbk', wait: 1000 },
    'struct:!I',
  ],
  ['remote-command', { first: 'echo hi', second: 'any; $text', wait: 300 }, 'none'],
  ['large-message', { wait: 300 }, 'none'],
  ['large-message', { wait: 300 }, 'struct:!I'],
  ['split-character', {}, 'none'],
  ['split-character', { encoding: 'gbk' }, 'none'],
  ['split-character', { encoding: 'gbk', limit: 4 }, 'struct:!I'],
  ['known-sizes', {}, 'none'],
  ['known-sizes', { first: 'hello' }, 'none'],
  ['sleep-between', { pause: 2_500 }, 'none'],
  ['sleep-between', { pause: 20 }, 'none'],
  ['fixed-header', { wait: 300 }, 'none'],
  ['cork', {}, 'none'],
  ['cork', { cork: false, gap: 30 }, 'line'],
  ['header-torn', { gap: 300 }, 'none'],
  ['header-torn', { gap: 300, exact: true }, 'none'],
  ['recv-eats-next', { wait: 300 }, 'none'],
  ['recv-eats-next', { wait: 300, exact: true }, 'none'],
  ['timeout-loses-part', { pause: 500, timeout: 300 }, 'none'],
  ['timeout-loses-part', { pause: 500, timeout: 300, keeps: true }, 'none'],
  ['two-writers', { gap: 400, offset: 200 }, 'none'],
  ['two-writers', { gap: 40, offset: 20, lock: true }, 'none'],
  ['short-write', {}, 'none'],
  ['short-write', { rest: true }, 'none'],
  ['reset-loses-data', {}, 'none'],
  ['reset-loses-data', { limit: 1024 }, 'none'],
  ['half-close', {}, 'none'],
  ['half-close', { shutdown: false, timeout: 300 }, 'none'],
  ['write-write-read', { count: 4 }, 'none'],
  ['write-write-read', { count: 4, together: true, nagle: false }, 'none'],
  ['playground', {}, 'none'],
  // The loops until the end, plain and framed, and a corked client.
  [
    'playground',
    {
      client: JSON.stringify([
        { do: 'connect' },
        { do: 'cork' },
        { do: 'send text', text: 'good' },
        { do: 'send text', text: 'morning' },
        { do: 'uncork' },
        { do: 'shutdown' },
        // Until both answers have come, because else one recv may take one of them or both.
        { do: 'sleep', ms: 900 },
        { do: 'recv framed until end', limit: 100 },
        { do: 'close' },
      ]),
      server: JSON.stringify([
        { do: 'sleep', ms: 300 },
        { do: 'recv until end', limit: 4 },
        { do: 'send framed', text: 'a' },
        { do: 'send framed', text: 'bc' },
        { do: 'close' },
      ]),
    },
    'length:u16be',
  ],
  [
    'playground',
    {
      client: JSON.stringify([
        { do: 'connect' },
        { do: 'send hex', hex: '68 65' },
        { do: 'send file', file: 'a', base64: Buffer.alloc(100, 7).toString('base64') },
        { do: 'send framed', text: 'framed' },
        { do: 'shutdown' },
        { do: 'recv exactly', size: 5 },
        { do: 'close' },
      ]),
      server: JSON.stringify([
        { do: 'sleep', ms: 300 },
        { do: 'recv exactly', size: 102 },
        { do: 'recv framed', limit: 4 },
        { do: 'recv', limit: 10 },
        { do: 'send text', text: 'world' },
        { do: 'close' },
      ]),
    },
    'struct:!I',
  ],
]

describe.skipIf(python === undefined || !hasStrace)('pythonProgram(run, name), run', () => {
  it.each(runs)(
    'makes the calls of %s under %o with framing %s, and prints its lines',
    async (name, set, framing) => {
      const run = prepareRun(name, set, framing)
      const calls = recordedCalls(Buffer.concat(await blocksOf(run)))
      const done = await runPython(pythonProgram(run, 'server').text, pythonProgram(run, 'client').text)
      for (const program of ['server', 'client'] as const) {
        const recorded = recordedOf(calls, program)
        const { text } = pythonProgram(run, program)
        const sleeps = /import (subprocess|threading)/.test(text)
        const unlike = { sleeps, sizes: /short-write|reset-loses-data/.test(name) }
        expect(comparable(done[program], unlike)).toEqual(comparable(recorded, unlike))
        if (sleeps) continue
        // Python sleeps until a moment that it computed before the call.
        for (const [k, asked] of recorded.slept.entries())
          expect(done[program].slept[k]).toBeGreaterThan(asked / 2)
      }
      expect(recordedOf(calls, 'client').calls.length).toBeGreaterThan(2)
    },
  )
})
