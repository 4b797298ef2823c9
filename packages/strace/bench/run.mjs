// How fast the parser is, in megabytes of strace's text a second: medians of rounds in this process, after one to warm up.
import { loadavg } from 'node:os'
import { StraceReader } from '../dist/index.js'
import { makeLog } from './make-logs.mjs'

const ROUNDS = Number(process.argv[2] ?? 9)
const MEGABYTES = 64
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

console.log(`strace's text in pieces of 64 KiB, ${ROUNDS} rounds, load ${loadavg()[0].toFixed(1)}`)
for (const waits of [false, true])
  for (const size of [16, 100, 1_000, 16_000]) {
    const log = makeLog(MEGABYTES, size, waits)
    let found = read(log)
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now()
      found = read(log)
      return (performance.now() - start) / 1000
    })
    const seconds = median(times)
    console.log(
      `  messages of ${String(size).padStart(5)} bytes, ${waits ? 'recvs that waited' : 'none waited      '}  ` +
        `${(log.length / 1e6 / seconds).toFixed(0).padStart(5)} MB/s (${(log.length / 1e6 / Math.max(...times)).toFixed(0)} to ${(log.length / 1e6 / Math.min(...times)).toFixed(0)})  ` +
        `${(found.records / seconds / 1e6).toFixed(2)} million calls/s  ${(found.bytes / 1e6 / seconds).toFixed(0)} MB/s of payload`,
    )
  }
