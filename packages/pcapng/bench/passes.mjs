// The passes that the benchmark compares, each over a whole file in reads of 1 MiB. Run as a program with a pass's name
// and a file, it prints the time and memory from a cold start, as JSON.
import { closeSync, openSync, readSync } from 'node:fs'
import { CaptureReader, dissect, Payload } from '../dist/index.js'

const READ = 1024 * 1024

/** Calls `take` with each piece of the file; the piece is overwritten by the next. */
const readPieces = (file, take) => {
  const descriptor = openSync(file, 'r')
  const buffer = new Uint8Array(READ)
  for (let length; (length = readSync(descriptor, buffer, 0, READ, null)) > 0;)
    take(buffer.subarray(0, length))
  closeSync(descriptor)
}

/** The least that any program must do: find the blocks, read the TCP header, look up the connection. */
const scan = (file) => {
  const connections = new Map()
  const descriptor = openSync(file, 'r')
  const buffer = new Uint8Array(READ + 65_536)
  const view = new DataView(buffer.buffer)
  let blocks = 0
  let bytes = 0
  let held = 0
  for (let got; (got = readSync(descriptor, buffer, held, READ, null)) > 0;) {
    const end = held + got
    let at = 0
    while (at + 12 <= end) {
      const length = view.getUint32(at + 4, true)
      if (at + length > end) break
      if (view.getUint32(at, true) === 6) {
        const ip = at + 28 + 14
        const tcp = ip + (buffer[ip] & 15) * 4
        const key = view.getUint16(tcp) * 65536 + view.getUint16(tcp + 2)
        const connection = connections.get(key)
        const payload = view.getUint16(ip + 2) - 20 - (buffer[tcp + 12] >> 4) * 4
        if (connection) {
          connection.bytes += payload
          connection.sequence = view.getUint32(tcp + 4)
        } else connections.set(key, { bytes: payload, sequence: view.getUint32(tcp + 4) })
        bytes += payload
      }
      blocks++
      at += length
    }
    buffer.copyWithin(0, at, end)
    held = end - at
  }
  closeSync(descriptor)
  return { blocks, bytes, connections: connections.size }
}

/** Only the reader. */
const read = (file) => {
  let blocks = 0
  let bytes = 0
  const reader = new CaptureReader({
    packet(packet) {
      blocks++
      bytes += packet.length
    },
  })
  readPieces(file, (piece) => reader.push(piece))
  reader.end()
  return { blocks: blocks + reader.counts.sections + reader.counts.interfaces, bytes, connections: 0 }
}

/** The reader and the dissection, followed by the bare scan's look-up. */
const dissected = (file) => {
  const connections = new Map()
  const payload = new Payload()
  let bytes = 0
  const reader = new CaptureReader({
    packet(packet) {
      if (!dissect(packet.linkType, packet.data, packet.start, packet.length, packet.originalLength, payload))
        return
      const key = payload.sourcePort * 65536 + payload.destinationPort
      const connection = connections.get(key)
      if (connection) {
        connection.bytes += payload.originalLength
        connection.sequence = payload.sequence
      } else connections.set(key, { bytes: payload.originalLength, sequence: payload.sequence })
      bytes += payload.originalLength
    },
  })
  readPieces(file, (piece) => reader.push(piece))
  reader.end()
  const { packets, sections, interfaces } = reader.counts
  return { blocks: packets + sections + interfaces, bytes, connections: connections.size }
}

const passes = { scan, read, dissected }

const [name, file] = process.argv.slice(2)
const started = performance.now()
const result = passes[name](file)
const milliseconds = performance.now() - started
const { maxRSS } = process.resourceUsage()
console.log(JSON.stringify({ milliseconds, mebibytes: maxRSS / 1024, ...result }))
