// The recorder under load: 100,000 calls a second with 64 bytes each, with one follower that reads and one that does not.
// Nothing may be lost, and memory must stay flat. SECONDS=5 makes a short run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { systemClock } from '../src/clock.ts'
import { Access } from '../src/access/access.ts'
import { KeptSecret } from '../src/access/kept-secret.ts'
import { buildServer } from '../src/http/server.ts'
import { Runs } from '../src/runs/runs.ts'
import { SessionsFolder } from '../src/sessions/sessions-folder.ts'

const SECONDS = Number(process.env.SECONDS ?? 30)
const CALLS_A_SECOND = 100_000
const MAX_GROWTH = 50e6
/** Microseconds to make a block: a third of a core at this rate. */
const MAX_MAKING = 3
/** Memory is compared with its value after this many milliseconds. Until then code is compiled and pools fill. */
const WARM_UP = 2_000
const TICK = 5

const token = 'bench'
const clock = systemClock()
const root = await mkdtemp(join(tmpdir(), 'unstick-bench-'))
const folder = await SessionsFolder.open(join(root, 'sessions'), clock)
const kept = await KeptSecret.open(join(root, 'home'), console.error)
const app = await buildServer({
  folder,
  runs: new Runs(folder, clock),
  access: new Access({ token, kept, now: Date.now }),
  page: root,
  onFailure: (error) => console.error(error),
})
await app.listen({ host: '127.0.0.1', port: 0 })
const opening = [sessionHeaderBlock({ title: 'bench' }), callInterfaceBlock('bench')]
const { id, recorder } = await folder.record('bench', opening)
const address = `ws://127.0.0.1:${app.server.address().port}/api/sessions/${id}/follow`

const follower = async (manner) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'follower.mjs'), address, token, manner], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  await lines.next()
  return { child, result: async () => JSON.parse((await lines.next()).value) }
}
const reading = await follower('reading')
const stalled = await follower('stalled')

const call = {
  name: 'send',
  args: ['64'],
  result: 64,
  transport: 'tcp',
  local: { address: '127.0.0.1', port: 50_000 },
  remote: { address: '127.0.0.1', port: 8080 },
  duration: 5_000n,
}
const payload = new Uint8Array(64)
const nextBlock = (index) => callBlock(0, { ...call, start: clock(), payload: payload.fill(index) })
const calls = Array.from({ length: 1_000 }, () => ({ ...call, start: clock(), payload }))
const makeAll = () => {
  for (let index = 0; index < CALLS_A_SECOND; index += 1) callBlock(0, calls[index % 1_000])
}
makeAll()
// The time of this process alone, because others may run beside it.
const making = process.cpuUsage()
makeAll()
const microseconds = process.cpuUsage(making).user / CALLS_A_SECOND

const total = SECONDS * CALLS_A_SECOND
let made = 0
let baseline = 0
let peak = 0
let latest = 0
let waits = 0
const began = performance.now()
while (made < total) {
  await new Promise((resolve) => setTimeout(resolve, TICK))
  const elapsed = performance.now() - began
  const due = Math.min(total, Math.floor((elapsed * CALLS_A_SECOND) / 1_000))
  latest = Math.max(latest, (due - made) / CALLS_A_SECOND)
  for (; made < due; made += 1) recorder.append(nextBlock(made))
  const before = performance.now()
  await recorder.room()
  if (performance.now() - before > 1) waits += 1
  const { rss } = process.memoryUsage()
  if (elapsed < WARM_UP) baseline = rss
  else peak = Math.max(peak, rss)
}
const took = (performance.now() - began) / 1_000
await folder.finish(id)
const { size } = await stat(recorder.path)
const read = await reading.result()
stalled.child.stdin.end()
const late = await stalled.result()
await Promise.all([reading, stalled].map(({ child }) => child.exitCode ?? once(child, 'exit')))
await app.close()
await rm(root, { recursive: true })

const growth = peak - baseline
const mega = (bytes) => (bytes / 1e6).toFixed(1)
console.log(`recorder: ${made} calls in ${took.toFixed(1)} s, ${mega(size)} MB, ${mega(size / took)} MB/s`)
console.log(`  making a call's block took ${microseconds.toFixed(1)} µs`)
if (microseconds > MAX_MAKING) console.log(`  SLOW: more than ${MAX_MAKING} µs a block`)
console.log(`  source at most ${(latest * 1_000).toFixed(0)} ms late, waited for the disk ${waits} times`)
console.log(`  memory ${mega(baseline)} MB, at most ${mega(peak)} MB: grew by ${mega(growth)} MB`)
for (const [name, { packets, bytes, messages, behind }] of Object.entries({ reading: read, stalled: late }))
  console.log(
    `  ${name} follower: ${packets} calls, ${messages} messages of ${(bytes / messages / 1e3).toFixed(1)} KB, over ${behind} ms behind the end`,
  )
const lost =
  [read, late].some(({ packets, bytes }) => packets !== total || bytes !== size) || recorder.trouble
if (lost) console.log('  LOST: a follower does not have what was recorded')
if (growth > MAX_GROWTH) console.log(`  MEMORY: more than ${mega(MAX_GROWTH)} MB`)
process.exitCode = lost || growth > MAX_GROWTH || microseconds > MAX_MAKING ? 1 : 0
