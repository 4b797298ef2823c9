// A capture of two protocols: one PostgreSQL connection, and several to a Redis. Their bytes were recorded from real programs
// (packages/framing/test/fixtures); the packets around them are written here, by RFC 9293 and the pcap format.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

interface Recorded {
  readonly connections: readonly {
    readonly client: { readonly hex: string }
    readonly server: { readonly hex: string }
  }[]
}

const POSTGRES = 5432
const REDIS = 6379

const SYN = 2
const ACK = 16
const FIN = 1
/** At most this many bytes in a segment. */
const MSS = 1_460
const MOST_REDIS = 6

interface Talk {
  readonly port: number
  readonly client: Buffer
  readonly server: Buffer
}

export const mixedCapture = async (): Promise<Buffer> => {
  const [postgres, redis] = await Promise.all([recorded('postgres'), recorded('redis')])
  return captureOf([
    ...postgres.slice(0, 1).map((connection) => ({ port: POSTGRES, ...connection })),
    ...redis.slice(0, MOST_REDIS).map((connection) => ({ port: REDIS, ...connection })),
  ])
}

/** A capture of these connections, one after another. */
export const captureOf = (talks: readonly Talk[]): Buffer =>
  Buffer.concat([
    PCAP,
    ...talks
      .flatMap(({ port, client, server }, k) => conversation(40_000 + k, port, client, server))
      .flatMap(record),
  ])

/** pcap 2.4, little-endian, microseconds, at most 262,144 bytes of a packet, Ethernet. */
const PCAP = Buffer.from('d4c3b2a1020004000000000000000000' + '00000400' + '01000000', 'hex')

const recorded = async (name: string) => {
  const path = fileURLToPath(new URL(`../packages/framing/test/fixtures/${name}.json`, import.meta.url))
  const { connections } = JSON.parse(await readFile(path, 'utf8')) as Recorded
  return connections.map(({ client, server }) => ({
    client: Buffer.from(client.hex, 'hex'),
    server: Buffer.from(server.hex, 'hex'),
  }))
}

/** A pcap record: one frame, a millisecond after the one before. */
const record = (frame: Buffer, index: number): Buffer[] => {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(1_795_357_800, 0)
  head.writeUInt32LE(index * 1_000, 4)
  head.writeUInt32LE(frame.length, 8)
  head.writeUInt32LE(frame.length, 12)
  return [head, frame]
}

/** Handshake, the client's bytes, the server's, and both ends' FIN. */
const conversation = (client: number, server: number, there: Buffer, back: Buffer): Buffer[] => {
  const segments = (bytes: Buffer) =>
    Array.from({ length: Math.ceil(bytes.length / MSS) }, (_, k) => bytes.subarray(k * MSS, (k + 1) * MSS))
  const c = (flags: number, at: number, acknowledged: number, bytes: Buffer = Buffer.alloc(0)) =>
    packet('10.0.0.1', client, '10.0.0.2', server, {
      flags,
      sequence: 1_000 + at,
      acknowledgment: 5_000 + acknowledged,
      bytes,
    })
  const s = (flags: number, at: number, acknowledged: number, bytes: Buffer = Buffer.alloc(0)) =>
    packet('10.0.0.2', server, '10.0.0.1', client, {
      flags,
      sequence: 5_000 + at,
      acknowledgment: 1_000 + acknowledged,
      bytes,
    })
  return [
    c(SYN, 0, -5_000),
    s(SYN | ACK, 0, 1),
    c(ACK, 1, 1),
    ...segments(there).map((bytes, k) => c(ACK, 1 + k * MSS, 1, bytes)),
    ...segments(back).map((bytes, k) => s(ACK, 1 + k * MSS, 1 + there.length, bytes)),
    c(FIN | ACK, 1 + there.length, 1 + back.length),
    s(FIN | ACK, 1 + back.length, 2 + there.length),
  ]
}

interface Segment {
  readonly flags: number
  readonly sequence: number
  readonly acknowledgment: number
  readonly bytes: Buffer
}

/** Ethernet, IPv4 and TCP; checksums are left zero, as where the network card computes them. */
const packet = (
  from: string,
  fromPort: number,
  to: string,
  toPort: number,
  { flags, sequence, acknowledgment, bytes }: Segment,
): Buffer => {
  const head = Buffer.alloc(54)
  head.write('0200000000020200000000010800', 0, 'hex')
  head.writeUInt8(0x45, 14)
  head.writeUInt16BE(40 + bytes.length, 16)
  head.writeUInt8(64, 22)
  head.writeUInt8(6, 23)
  for (const [k, part] of `${from}.${to}`.split('.').entries()) head.writeUInt8(Number(part), 26 + k)
  head.writeUInt16BE(fromPort, 34)
  head.writeUInt16BE(toPort, 36)
  head.writeUInt32BE(sequence, 38)
  head.writeUInt32BE(acknowledgment, 42)
  head.writeUInt8(0x50, 46)
  head.writeUInt8(flags, 47)
  head.writeUInt16BE(65_535, 48)
  return Buffer.concat([head, bytes])
}
