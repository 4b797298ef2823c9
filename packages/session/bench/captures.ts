// The two big captures that benchmarks read: a million TCP packets over 1,000 connections, small ones (about 100 MB) or
// larger ones (about 500 MB). Classic pcap, Ethernet, made without random numbers, so always the same.
import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CaptureShape {
  readonly name: string
  readonly packets: number
  readonly connections: number
  /** TCP payload bytes per packet. */
  readonly payload: number
}

export const smallPackets: CaptureShape = {
  name: 'small',
  packets: 1_000_000,
  connections: 1_000,
  payload: 36,
}
export const largePackets: CaptureShape = {
  name: 'large',
  packets: 1_000_000,
  connections: 1_000,
  payload: 436,
}

const HEADERS = 14 + 20 + 20
/** No protocol's port, because tshark would dissect web pages, which is not measured here. */
const PORT = 4_747
const FLUSH = 8 * 1024 * 1024

/** The file's path; the file is made if it is not there yet. Bodies are frames of `struct:!I` with 32 bytes each. */
export const captureFile = ({ name, packets, connections, payload }: CaptureShape): string => {
  const path = join(tmpdir(), `unstick-bench-${name}-${packets}-${connections}-${payload}-${PORT}.pcap`)
  const size = 24 + packets * (16 + HEADERS + payload)
  if (existsSync(path) && statSync(path).size === size) return path
  // Another process may make the same file at the same time.
  const part = `${path}.${process.pid}`
  const file = openSync(part, 'w')
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(262_144, 16)
  header.writeUInt32LE(1, 20)
  writeSync(file, header)
  const record = 16 + HEADERS + payload
  const perFlush = Math.floor(FLUSH / record)
  const buffer = Buffer.alloc(perFlush * record)
  const sent = new Uint32Array(connections)
  for (let first = 0; first < packets; first += perFlush) {
    const count = Math.min(perFlush, packets - first)
    for (let k = 0; k < count; k += 1) {
      const packet = first + k
      const connection = packet % connections
      writeRecord(buffer, k * record, packet, connection, sent[connection] ?? 0, payload)
      sent[connection] = (sent[connection] ?? 0) + payload
    }
    writeSync(file, buffer, 0, count * record)
  }
  closeSync(file)
  renameSync(part, path)
  return path
}

const writeRecord = (
  out: Buffer,
  at: number,
  packet: number,
  connection: number,
  offset: number,
  payload: number,
): void => {
  const length = HEADERS + payload
  out.writeUInt32LE(1_795_357_800 + Math.floor(packet / 100_000), at)
  out.writeUInt32LE((packet % 100_000) * 10, at + 4)
  out.writeUInt32LE(length, at + 8)
  out.writeUInt32LE(length, at + 12)
  const ip = at + 16 + 14
  out.writeUInt16BE(0x0800, ip - 2)
  out.writeUInt16BE(0x4500, ip)
  out.writeUInt16BE(40 + payload, ip + 2)
  out.writeUInt16BE(0x4000, ip + 6)
  out.writeUInt16BE(0x4006, ip + 8)
  out.writeUInt32BE(0x0a000001 + (connection >> 8), ip + 12)
  out.writeUInt32BE(0x0a010001, ip + 16)
  const tcp = ip + 20
  out.writeUInt16BE(10_000 + connection, tcp)
  out.writeUInt16BE(PORT, tcp + 2)
  out.writeUInt32BE((1 + offset) >>> 0, tcp + 4)
  out.writeUInt32BE(1, tcp + 8)
  out.writeUInt16BE(0x5018, tcp + 12)
  out.writeUInt16BE(65_535, tcp + 14)
  // Frames of 36 bytes, one after the other through the stream: a length of 32, then 32 bytes of body.
  for (let i = 0; i < payload; i += 1) {
    const place = (offset + i) % 36
    out[tcp + 20 + i] = place < 3 ? 0 : place === 3 ? 32 : 97 + (place % 26)
  }
}
