// The list of a folder with many sessions, from a separate bridge: the first answer, a later one, and the slowest answer
// to another request meanwhile.
import { spawn } from 'node:child_process'
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'

const SESSIONS = Number(process.env.BENCH_SESSIONS ?? 10_000)
const CALLS = 20
/** Milliseconds. */
const limits = { first: 1_000, later: 200, other: 50 }

const home = mkdtempSync(join(tmpdir(), 'unstick-list-'))
const folder = join(home, 'sessions')
mkdirSync(folder, { mode: 0o700 })
const ends = [
  { address: '127.0.0.1', port: 50_000 },
  { address: '127.0.0.1', port: 8_080 },
]
const call = (k) =>
  callBlock(0, {
    name: k % 2 ? 'recv' : 'send',
    args: ['5'],
    result: 5,
    transport: 'tcp',
    local: ends[k % 2],
    remote: ends[1 - (k % 2)],
    start: 1_795_357_800_000_000_000n + BigInt(k) * 1_000n,
    duration: 400n,
    payload: new TextEncoder().encode('hello'),
  })
const body = Buffer.concat([
  callInterfaceBlock('client'),
  ...Array.from({ length: CALLS }, (_, k) => call(k)),
])
for (let k = 0; k < SESSIONS; k += 1) {
  const header = sessionHeaderBlock({
    title: `session ${k}`,
    experiment: 'hello-world',
    framing: 'struct:!I',
  })
  const time = new Date(1_795_357_800_000 + k * 1_000).toISOString().replaceAll(':', '')
  writeFileSync(join(folder, `${time}-session.pcapng`), Buffer.concat([header, body]), { mode: 0o600 })
}

const unstick = fileURLToPath(new URL('../bin/unstick.js', import.meta.url))
const env = { ...process.env, UNSTICK_HOME: home, NODE_EXTRA_CA_CERTS: '' }
const bridge = spawn(process.execPath, [unstick, '--port', '0', '--no-open'], {
  env,
  stdio: ['ignore', 'pipe', 'ignore'],
})
try {
  const lines = createInterface({ input: bridge.stdout })
  const address = await new Promise((resolve) => lines.once('line', resolve))
  const { origin, searchParams } = new URL(address)
  const headers = { authorization: `Bearer ${searchParams.get('token')}` }
  const ask = async (path) => {
    const begun = performance.now()
    const answer = await fetch(origin + path, { headers })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return { took: performance.now() - begun, text }
  }
  await ask('/api/experiments')

  const started = processorTime(bridge.pid)
  const first = await beside(() => ask('/api/sessions'))
  const firstTime = processorTime(bridge.pid) - started
  // Counting takes a processor, and its time is not part of a later list.
  let counting = SESSIONS
  const begun = performance.now()
  while (counting > 0 && performance.now() - begun < 120_000) {
    counting = JSON.parse((await ask('/api/sessions')).text).filter((row) => row.counting).length
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const counted = performance.now() - begun
  const rounds = []
  const before = processorTime(bridge.pid)
  for (let k = 0; k < 5; k += 1) rounds.push(await beside(() => ask('/api/sessions')))
  const laterTime = (processorTime(bridge.pid) - before) / rounds.length
  const later = rounds.toSorted((a, b) => a.took - b.took)[2]
  console.log(
    `\n${SESSIONS} sessions, ${(first.text.length / 1e6).toFixed(1)} MB of list; all counted after ${(counted / 1_000).toFixed(1)} s, ${counting} not`,
  )
  hold('first list', first.took, limits.first)
  hold('a later list, median of 5', later.took, limits.later)
  console.log(
    `  ${firstTime} ms and ${laterTime} ms of them is processor time of the bridge's own thread, other answers included`,
  )
  hold('the slowest answer of another request beside the first', first.other, limits.other)
  hold(
    'the slowest answer of another request beside later ones',
    Math.max(...rounds.map((round) => round.other)),
    limits.other,
  )

  /** Runs it, and meanwhile sends a small request again and again. */
  async function beside(work) {
    let other = 0
    let over = false
    const asking = (async () => {
      while (!over) other = Math.max(other, (await ask('/api/experiments')).took)
    })()
    const { took, text } = await work()
    over = true
    await asking
    return { took, text, other }
  }
} finally {
  bridge.kill()
  await new Promise((resolve) => bridge.once('exit', resolve))
  rmSync(home, { recursive: true })
}

/** Processor time of a process's first thread in milliseconds, from Linux's ticks of 10 ms; unknown elsewhere. */
function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return NaN
  }
}

function hold(what, value, limit) {
  console.log(
    `  ${value.toFixed(0).padStart(6)} ms ${what}: ${value <= limit ? 'within' : 'MORE than'} ${limit}`,
  )
}
