// A bridge that records at a given rate, for the page's benchmark: pairs of a send and a recv on one connection, with the
// length in front of each message. One JSON line per command on standard input, one JSON line per answer.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'
import { startBridge } from '../src/cli/bridge.ts'
import { systemClock } from '../src/clock.ts'

/** Milliseconds, and the most calls that are made before other work of this process gets its turn. */
const TICK = 5
const MOST_AT_ONCE = 1_000
const BYTES = 16
const FRAMING = 'struct:!I'

const clock = systemClock()
const root = await mkdtemp(join(tmpdir(), 'unstick-live-'))
process.env.UNSTICK_HOME = root
const bridge = await startBridge({ port: 0, open: false })
const { folder } = bridge

const client = { address: '127.0.0.1', port: 50_000 }
const server = { address: '127.0.0.1', port: 8080 }
const sendArgs = [String(BYTES)]
const recvArgs = ['1024']

/** Written out, because at these rates building it from parts costs more than everything that is measured. */
const block = (number, name, args, local, remote, start, payload) =>
  callBlock(number, {
    name,
    args,
    result: BYTES,
    transport: 'tcp',
    local,
    remote,
    start,
    duration: 5_000n,
    payload,
  })

const milliseconds = (nanoseconds) => Number(nanoseconds / 1_000n) / 1_000

const answer = (value) => console.log(JSON.stringify(value))

let recording
const begin = async () => {
  const opening = [
    sessionHeaderBlock({ title: 'live', framing: FRAMING }),
    callInterfaceBlock('client'),
    callInterfaceBlock('server'),
  ]
  recording = await folder.record('live', opening)
  answer({ address: bridge.address({ view: 'sessions', session: recording.id, framing: FRAMING }) })
}

/** Records that many calls a second. Reports when how many had been made, and each recv's own time in milliseconds. */
const record = async ({ rate, seconds }) => {
  const { id, recorder } = recording
  const total = rate * seconds
  const payload = new Uint8Array(BYTES)
  const view = new DataView(payload.buffer)
  view.setUint32(0, BYTES - 4)
  const made = []
  const recvs = new BigInt64Array(total / 2)
  let late = 0
  const began = performance.now()
  for (let count = 0; count < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * rate) / 1_000) & ~1)
    late = Math.max(late, ((due - count) * 1_000) / rate)
    const now = Math.min(due, count + MOST_AT_ONCE)
    for (; count < now; count += 2) {
      view.setUint32(8, count)
      recorder.append(block(0, 'send', sendArgs, client, server, clock(), payload))
      const start = clock()
      recvs[count / 2] = start
      recorder.append(block(1, 'recv', recvArgs, server, client, start, payload))
    }
    made.push([Date.now(), count])
    await recorder.room()
    await new Promise((resolve) => (count < due ? setImmediate(resolve) : setTimeout(resolve, TICK)))
  }
  await folder.finish(id)
  answer({
    calls: total,
    bytes: recorder.size,
    late,
    made,
    recvs: rate > 20_000 ? [] : Array.from(recvs, milliseconds),
  })
}

answer({ ready: true })
for await (const line of createInterface(process.stdin)) {
  const command = JSON.parse(line)
  if (command.type === 'begin') await begin()
  else await record(command)
}
await bridge.close()
await rm(root, { recursive: true })
