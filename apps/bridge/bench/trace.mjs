// What `unstick run` costs: one program without tracing, under bare strace with the same options, and under `unstick run`,
// side by side. Prints the ratio to bare strace, which is what Unstick adds, and how the memory grows over a million calls.
// Needs /proc for the memory. Run `npm run build` first.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { straceCommand } from '../src/trace/strace-command.ts'

const RUNS = Number(process.env.BENCH_RUNS ?? 3)
const CALLS = Number(process.env.BENCH_CALLS ?? 100_000)
/** For the memory. */
const MANY_CALLS = Number(process.env.BENCH_MANY_CALLS ?? 1_000_000)
const unstick = fileURLToPath(new URL('../bin/unstick.js', import.meta.url))

/** Sends and receives 64 bytes, one after the other, over a real connection. It prints how long the loop took. */
const program = (calls) => `
import socket, sys, time
listener = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
data = b'x' * 64
begun = time.monotonic()
for _ in range(${calls / 2}):
    client.send(data)
    server.recv(64)
print(time.monotonic() - begun)
`

const folder = mkdtempSync(join(tmpdir(), 'unstick-bench-'))
const commandOf = (calls) => ['/usr/bin/python3', '-c', program(calls)]
const command = commandOf(CALLS)

/** Milliseconds of the program's own loop. */
const loopOf = ([name, ...words]) => {
  const { stdout, status, stderr } = spawnSync(name, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout.trim().split('\n').at(-1)) * 1_000
}

let files = 0
const recorded = (words, ...options) => [
  ...[process.execPath, unstick, 'run', '--record', join(folder, `${(files += 1)}.pcapng`)],
  ...[...options, '--', ...words],
]
const ways = {
  'without tracing': () => command,
  'bare strace': () => straceCommand({ command }, join(folder, 'bare.strace')),
  'unstick run': () => recorded(command, '--no-packets'),
  'and packets': () => recorded(command),
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
for (let run = 0; run < RUNS; run += 1)
  for (const [name, words] of Object.entries(ways)) times[name].push(loopOf(words()))
const bare = median(times['bare strace'])
console.log(
  `${CALLS.toLocaleString('en')} calls of 64 bytes; median of ${RUNS} runs, load ${loadavg()[0].toFixed(1)}`,
)
for (const [name, all] of Object.entries(times)) {
  const time = median(all)
  console.log(
    `  ${name.padEnd(16)} ${time.toFixed(0).padStart(7)} ms  ${((time / CALLS) * 1_000).toFixed(1).padStart(6)} µs a call  ${(time / bare).toFixed(2)} × bare strace`,
  )
}
console.log(`  the recording has ${(statSync(join(folder, '1.pcapng')).size / 1e6).toFixed(1)} MB`)

/** Megabytes that the process has in memory; `undefined` once it has ended. */
const memoryOf = (id) => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1_000
  } catch {
    return undefined
  }
}

const [name, ...words] = recorded(commandOf(MANY_CALLS), '--no-packets')
const long = spawn(name, words, { stdio: 'ignore' })
const ended = once(long, 'exit')
const sizes = []
while (long.exitCode === null && long.signalCode === null) {
  await Promise.race([ended, sleep(1_000)])
  const size = memoryOf(long.pid)
  if (size) sizes.push(size)
}
// The first seconds are the start.
const steady = sizes.slice(Math.ceil(sizes.length / 10))
console.log(
  `  memory over ${MANY_CALLS.toLocaleString('en')} calls: ${steady[0]?.toFixed(0)} MB after a tenth of the time, ${steady.at(-1)?.toFixed(0)} MB at the end, ${Math.max(...steady).toFixed(0)} MB at most`,
)
rmSync(folder, { recursive: true })
