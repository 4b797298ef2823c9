// How fast the parser is, in megabytes of strace's text a second: medians of rounds in this process, after one to warm up.
//   npm run bench --workspace=@unstick/strace -- [ROUNDS]
import { loadavg } from 'node:os'
import { StraceReader } from '../dist/index.js'
import { makeLog } from './make-logs.mjs'

const ROUNDS = Number(process.argv[2] ?? 7)
const MEGABYTES = 16
const PIECE = 65_536

const read = (log) => {
  let records = 0
  let bytes = 0
  const reader = new StraceReader({
    record(record) {
      records++
      if (record.kind === 'send' || record.kind === 'recv') bytes += record.data.length
    },
    problem({ message }) {
      throw new Error(message)
    },
  })
  for (let at = 0; at < log.length; at += PIECE) reader.push(log.subarray(at, at + PIECE))
  reader.end()
  return { records, bytes }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

/** Seconds by the clock, and of this processor: on a busy machine the first says little. */
const timed = (log) => {
  const before = process.cpuUsage()
  const start = performance.now()
  const found = read(log)
  const clock = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  return { ...found, clock, processor: (user + system) / 1e6 }
}

console.log(
  `strace's text in pieces of 64 KiB: MB/s, medians of ${ROUNDS} rounds; load ${loadavg()[0].toFixed(1)}`,
)
for (const waits of [false, true])
  for (const size of [16, 100, 1_000, 16_000]) {
    const log = makeLog(MEGABYTES, size, waits)
    read(log)
    const rounds = Array.from({ length: ROUNDS }, () => timed(log))
    const speed = (of) => (log.length / 1e6 / median(rounds.map((round) => round[of]))).toFixed(0).padStart(5)
    const each = (median(rounds.map(({ processor }) => processor)) / rounds[0].records) * 1e9
    console.log(
      `  messages of ${String(size).padStart(5)} bytes, ${waits ? 'recvs that waited' : 'none waited      '}  ` +
        `${speed('processor')} by processor time, ${speed('clock')} by the clock; ${each.toFixed(0)} ns a call`,
    )
  }
console.log(`  load ${loadavg()[0].toFixed(1)} at the end`)
