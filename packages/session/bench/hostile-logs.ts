// Hostile or unlucky logs for the intake benchmark: an opening, and records that may come in any order. Made from fixed
// seeds, so always the same.
import { interfaceBlock, LINK_RAW, packetBlock } from '@unstick/pcapng'
import { callBlock, callInterfaceBlock, sessionHeaderBlock } from '../src/index.ts'

export interface HostileLog {
  readonly name: string
  /** What comes first, whatever the order of the rest. */
  readonly opening: readonly Uint8Array[]
  readonly records: readonly Uint8Array[]
}

const EPOCH = 1_795_357_800_000_000_000n
const CLIENT = 0
const SERVER = 1
const CAPTURE = 2
const TCP = 6
const UDP = 17
const SYN = 0x02
const ACK = 0x10

/** Each log with about `count` records. */
export const hostileLogs: Readonly<Record<string, (count: number) => HostileLog>> = {
  'TCP segments': (count) => segments('TCP segments', count, 60),
  'TCP segments of one byte': (count) => segments('TCP segments of one byte', count, 1),
  'TCP segments, each twice': (count) => {
    const { opening, records } = segments('', count / 2, 60)
    return { name: 'TCP segments, each twice', opening, records: [...records, ...records] }
  },
  'TCP segments, every second missing': (count) => {
    const { opening, records } = segments('', count * 2, 60)
    return {
      name: 'TCP segments, every second missing',
      opening,
      records: records.filter((_, k) => k % 2 === 1),
    }
  },
  'TCP segments beside calls': (count) => {
    const { opening, records } = segments('', count / 2, 60)
    const sends = range(count / 2).map((k) => call('send', 'tcp', k, textOf(k, 60)))
    return { name: 'TCP segments beside calls', opening: [...opening, ...sends], records }
  },
  'TCP segments of 1,000 connections': (count) => {
    const connections = range(1_000)
    const records = range(count).map((k) =>
      tcp({ connection: k % 1_000, sequence: 1 + Math.floor(k / 1_000) * 60, payload: textOf(k, 60), at: k }),
    )
    const syns = connections.map((connection) => tcp({ connection, sequence: 0, flags: SYN, at: 0 }))
    return { name: 'TCP segments of 1,000 connections', opening: [...opening(), ...syns], records }
  },
  'TCP connections of one segment': (count) => ({
    name: 'TCP connections of one segment',
    opening: opening(),
    records: range(count).map((k) => tcp({ connection: k, sequence: 1, payload: 'x', at: k })),
  }),
  'TCP segments that repeat the first bytes': (count) => {
    const { opening: first } = segments('', 1, 60)
    return {
      name: 'TCP segments that repeat the first bytes',
      opening: [...first, ...segments('', count / 2, 60).records],
      records: range(count / 2).map((k) => tcp({ sequence: 1, payload: textOf(0, 60), at: count + k })),
    }
  },
  'UDP recvs': (count) => received('UDP recvs', count, (k) => textOf(k, 60)),
  'UDP recvs of the same bytes': (count) =>
    received('UDP recvs of the same bytes', count, () => textOf(0, 60)),
  'UDP recvs of nothing that was sent': (count) => {
    const sends = range(count / 2).map((k) => call('sendto', 'udp', k, textOf(k, 60)))
    const recvs = range(count / 2).map((k) => call('recvfrom', 'udp', k, textOf(count + k, 60)))
    return { name: 'UDP recvs of nothing that was sent', opening: opening(), records: [...sends, ...recvs] }
  },
  'UDP datagrams captured beside calls': (count) => ({
    name: 'UDP datagrams captured beside calls',
    opening: [...opening(), ...range(count / 2).map((k) => call('sendto', 'udp', k, textOf(k, 60)))],
    records: range(count / 2).map((k) => udp(textOf(k, 60), k)),
  }),
  'IP fragments of datagrams that never end': (count) => ({
    name: 'IP fragments of datagrams that never end',
    opening: opening(),
    records: range(count).map((k) => fragment(k)),
  }),
}

/** The same records from the first to the last, from the last to the first, and shuffled. */
export const orders = {
  forwards: (records: readonly Uint8Array[]) => records,
  backwards: (records: readonly Uint8Array[]) => records.toReversed(),
  shuffled: (records: readonly Uint8Array[]) => {
    const all = [...records]
    const chance = chances(20_261_129)
    for (let k = all.length - 1; k > 0; k -= 1) {
      const other = Math.floor(chance() * (k + 1))
      ;[all[k], all[other]] = [all[other] as Uint8Array, all[k] as Uint8Array]
    }
    return all
  },
} as const

export const joined = (blocks: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(blocks))

const range = (count: number): number[] => Array.from({ length: Math.floor(count) }, (_, k) => k)

const opening = (): Uint8Array[] => [
  sessionHeaderBlock({ title: 'bench', framing: 'delimiter:\\n' }),
  callInterfaceBlock('client'),
  callInterfaceBlock('server'),
  interfaceBlock({ linkType: LINK_RAW, name: 'wire' }),
]

const segments = (name: string, count: number, size: number): HostileLog => ({
  name,
  opening: [...opening(), tcp({ sequence: 0, flags: SYN, at: 0 })],
  records: range(count).map((k) => tcp({ sequence: 1 + k * size, payload: textOf(k, size), at: k })),
})

const received = (name: string, count: number, text: (k: number) => string): HostileLog => ({
  name,
  opening: [...opening(), ...range(count / 2).map((k) => call('sendto', 'udp', k, text(k)))],
  records: range(count / 2).map((k) => call('recvfrom', 'udp', count, text(k))),
})

/** Its number, then letters, then a line's end. */
const textOf = (number: number, size: number): string =>
  size === 1 ? 'x' : `${String(number).padEnd(size - 1, 'abcdefghij')}\n`

const call = (name: 'send' | 'sendto' | 'recvfrom', transport: 'tcp' | 'udp', k: number, text: string) => {
  const client = { address: '10.0.0.2', port: 20_000 }
  const server = { address: '10.0.0.1', port: 8_080 }
  const receives = name === 'recvfrom'
  return callBlock(receives ? SERVER : CLIENT, {
    name,
    args: [receives ? '2048' : String(text.length)],
    result: text.length,
    transport,
    local: receives ? server : client,
    remote: receives ? client : server,
    start: EPOCH + BigInt(k) * 1_000n,
    duration: 400n,
    payload: new TextEncoder().encode(text),
  })
}

interface Segment {
  readonly connection?: number
  readonly sequence: number
  readonly flags?: number
  readonly payload?: string
  readonly at: number
}

const tcp = ({ connection = 0, sequence, flags = ACK, payload = '', at }: Segment): Uint8Array => {
  const data = ip(TCP, 40 + payload.length, connection)
  data.writeUInt16BE(20_000 + (connection % 40_000), 20)
  data.writeUInt16BE(8_080, 22)
  data.writeUInt32BE(sequence >>> 0, 24)
  data.writeUInt16BE(0x5000 | flags, 32)
  data.write(payload, 40, 'latin1')
  return packetBlock({ interfaceId: CAPTURE, time: EPOCH + BigInt(at) * 1_000n, data })
}

const udp = (payload: string, at: number): Uint8Array => {
  const data = ip(UDP, 28 + payload.length, 0)
  data.writeUInt16BE(20_000, 20)
  data.writeUInt16BE(8_080, 22)
  data.writeUInt16BE(8 + payload.length, 24)
  data.write(payload, 28, 'latin1')
  return packetBlock({ interfaceId: CAPTURE, time: EPOCH + BigInt(at) * 1_000n, data })
}

/** The last fragment of the longest possible datagram, whose other fragments never come. */
const fragment = (k: number): Uint8Array => {
  const data = ip(UDP, 28, 0)
  data.writeUInt16BE(k & 0xffff, 4)
  data.writeUInt16BE(8_180, 6)
  data.writeUInt32BE(0x0a000002 + (k >> 16), 12)
  return packetBlock({ interfaceId: CAPTURE, time: EPOCH, data })
}

/** From 10.0.0.2 on to 10.0.0.1. */
const ip = (protocol: number, length: number, connection: number): Buffer => {
  const data = Buffer.alloc(length)
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(length, 2)
  data[8] = 64
  data[9] = protocol
  data.writeUInt32BE(0x0a000002 + Math.floor(connection / 40_000), 12)
  data.writeUInt32BE(0x0a000001, 16)
  return data
}

/** Numbers from 0 up to, but without, 1 (a linear congruential generator, the constants of Numerical Recipes). */
const chances = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
