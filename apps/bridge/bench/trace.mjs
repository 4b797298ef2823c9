// What `unstick run` costs: one program without tracing, under bare strace with the same options, and under `unstick run`,
// side by side. Prints the ratio to bare strace, which is what Unstick adds. Run `npm run build` first.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { straceCommand } from '../src/trace/strace-command.ts'

const RUNS = Number(process.env.BENCH_RUNS ?? 3)
const CALLS = Number(process.env.BENCH_CALLS ?? 100_000)
const unstick = fileURLToPath(new URL('../bin/unstick.js', import.meta.url))

/** Sends and receives 64 bytes, one after the other, over a real connection. It prints how long the loop took. */
const program = `
import socket, sys, time
listener = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
data = b'x' * 64
begun = time.monotonic()
for _ in range(${CALLS / 2}):
    client.send(data)
    server.recv(64)
print(time.monotonic() - begun)
`

const folder = mkdtempSync(join(tmpdir(), 'unstick-bench-'))
const command = ['/usr/bin/python3', '-c', program]

/** Milliseconds of the program's own loop. */
const loopOf = ([name, ...words]) => {
  const { stdout, status, stderr } = spawnSync(name, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout.trim().split('\n').at(-1)) * 1_000
}

let files = 0
const ways = {
  'without tracing': () => command,
  'bare strace': () => straceCommand({ command }, join(folder, 'bare.strace')),
  'unstick run': () => [
    process.execPath,
    unstick,
    'run',
    '--record',
    join(folder, `${(files += 1)}.pcapng`),
    '--',
    ...command,
  ],
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
rmSync(folder, { recursive: true })
