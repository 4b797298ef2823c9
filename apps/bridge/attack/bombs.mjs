// Small files that claim much or unpack to much: how long import and list take, how much memory the bridge has then,
// and the slowest answer to another request meanwhile. SIZE is what the packed ones unpack to, in MB (default 256).
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { ask, endBridge, fault, residentBytes, startBridge, temporaryHome } from './with/started-bridge.mjs'

const MB = 1e6
const SIZE = Number(process.env.SIZE ?? 256) * MB
const MAX_ANSWER_MS = 50
/** LINKTYPE_RAW: a packet begins with its IP header. */
const head = Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: 101 })])

/** A TCP segment in IPv4 (RFC 791, RFC 9293), without checksums, as one packet block. */
const segment = ({ port, seq, payload = Buffer.from('x') }, index) => {
  const data = Buffer.alloc(40 + payload.length)
  data[0] = 0x45
  data.writeUInt16BE(data.length, 2)
  data[9] = 6
  data.writeUInt32BE(0x0a00_0001 + (port >> 16), 12)
  data.writeUInt32BE(0x0a01_0001, 16)
  data.writeUInt16BE(port & 0xffff, 20)
  data.writeUInt16BE(80, 22)
  data.writeUInt32BE(seq >>> 0, 24)
  data[32] = 0x50
  data[33] = 0x18
  data.set(payload, 40)
  return packetBlock({ interfaceId: 0, time: BigInt(index) * 1_000n, data })
}

const capture = (segments) => Buffer.concat([head, ...segments.map(segment)])

const zeros = packetBlock({ interfaceId: 0, time: 0n, data: new Uint8Array(128 * 1024) })
const count = Math.ceil(SIZE / zeros.length)

/** One frame of zstd (RFC 8878) with a raw block or, for 128 KiB of one byte, an RLE block. */
const zstdFrame = (bytes, isRun = false) => {
  const header = Buffer.alloc(9)
  header.set([0x28, 0xb5, 0x2f, 0xfd, 0, 10 << 3])
  header.writeUIntLE(1 | ((isRun ? 1 : 0) << 1) | ((isRun ? 128 * 1024 : bytes.length) << 3), 6, 3)
  return Buffer.concat([header, bytes])
}

const gzipBomb = () => {
  const member = gzipSync(Buffer.concat(Array.from({ length: 64 }, () => zeros)))
  return Buffer.concat([gzipSync(head), ...Array.from({ length: Math.ceil(count / 64) }, () => member)])
}

const zstdBomb = () => {
  const front = zeros.subarray(0, 28)
  const end = zeros.subarray(28 + 128 * 1024)
  const packet = Buffer.concat([zstdFrame(front), zstdFrame(Buffer.alloc(1), true), zstdFrame(end)])
  return Buffer.concat([zstdFrame(head), ...Array.from({ length: count }, () => packet)])
}

const many = Array.from({ length: 70_000 }, (_, index) => ({ port: 1_000 + index, seq: 1 }))
const pieces = Array.from({ length: 12_000 }, (_, index) => ({
  port: 5_000,
  seq: 1 + index * 1_400,
  payload: Buffer.alloc(1_400, 97),
}))
const bombs = {
  'a gzip bomb': gzipBomb,
  'a zstd bomb': zstdBomb,
  'ten packets that claim gigabytes': () =>
    capture(Array.from({ length: 10 }, (_, index) => ({ port: 5_000, seq: 1 + index * 400_000_000 }))),
  '70,000 connections': () => capture(many),
  'segments in reverse order': () => capture([...pieces].reverse()),
}

for (const [name, make] of Object.entries(bombs)) {
  const body = make()
  const bridge = await startBridge(temporaryHome())
  const idle = await slowestAnswer(bridge, AbortSignal.timeout(1_000))
  const watch = new AbortController()
  const slowest = slowestAnswer(bridge, watch.signal)
  const begun = performance.now()
  const answer = await ask(bridge, '/api/sessions', { method: 'POST', body })
  const { id, error } = await answer.json()
  const imported = performance.now() - begun
  const listed = id === undefined ? 0 : await untilCounted(bridge, id)
  watch.abort()
  const most = await slowest
  const memory = residentBytes(bridge)
  console.log(
    `${name}, ${(body.length / MB).toFixed(2)} MB: ${error?.code ?? 'imported'} in ${imported.toFixed(0)} ms, counted after ${listed.toFixed(0)} ms more, ${(memory / MB).toFixed(0)} MB of memory, slowest other answer ${most.toFixed(0)} ms (${idle.toFixed(0)} ms in an idle second before)`,
  )
  // A busy machine delays every answer, so the idle second is the baseline.
  if (most > idle + MAX_ANSWER_MS) fault(`${name}: another answer took ${most.toFixed(0)} ms`)
  await endBridge(bridge)
}

/** Milliseconds until the session is counted, or counting it was given up. */
async function untilCounted(bridge, id) {
  const begun = performance.now()
  for (;;) {
    const rows = await (await ask(bridge, '/api/sessions')).json()
    const waited = performance.now() - begun
    if (!rows.find((row) => row.id === id)?.counting) return waited
    if (waited > 60_000) {
      fault(`${id} was not counted within a minute`)
      return waited
    }
    await sleep(50)
  }
}

/** The slowest answer to a small request, in milliseconds, until `signal` aborts. */
async function slowestAnswer(bridge, signal) {
  let most = 0
  while (!signal.aborted) {
    const begun = performance.now()
    await (await ask(bridge, '/api/status')).text()
    most = Math.max(most, performance.now() - begun)
    await sleep(5)
  }
  return most
}
