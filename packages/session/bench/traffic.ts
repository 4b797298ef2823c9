// Sessions for benchmarks: framed messages of mixed sizes over any number of connections, with their sends, the segments
// that joined and cut them, and the recvs that did so again. Made from fixed seeds, so always the same.
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interfaceBlock, LINK_ETHERNET, packetBlock } from '@unstick/pcapng'
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '../src/index.ts'

export interface TrafficShape {
  readonly name: string
  readonly connections: number
  /** Sends, segments, recvs and messages together, over all connections; a few more come to end the last burst. */
  readonly intervals: number
  /** Only in this part of each connection, `[from, to)` of 1, do bytes stick or fall apart; left out: everywhere. */
  readonly sticky?: readonly [number, number]
}

const VERSION = 1
const FRAMING = 'struct:!I'
const HEADER = 4
const EPOCH = 1_795_357_800_000_000_000n
const MSS = 1_448
const CLIENT = 0
const SERVER = 1
const CAPTURE = 2
const FLUSH = 4 * 1024 * 1024

/** The file's path; the file is made if it is not there yet. */
export const trafficFile = (shape: TrafficShape): string => {
  const { name, connections, intervals } = shape
  const path = join(tmpdir(), `unstick-traffic-${VERSION}-${name}-${connections}-${intervals}.pcapng`)
  if (existsSync(path)) return path
  // Another process may make the same file at the same time.
  const part = `${path}.${process.pid}`
  const file = openSync(part, 'w')
  let waiting: Uint8Array[] = []
  let size = 0
  const flush = (): void => {
    writeSync(file, Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  for (const block of blocksOf(shape)) {
    waiting.push(block)
    size += block.length
    if (size > FLUSH) flush()
  }
  flush()
  closeSync(file)
  renameSync(part, path)
  return path
}

function* blocksOf({ name, connections, intervals, sticky = [0, 1] }: TrafficShape): Generator<Uint8Array> {
  yield sessionHeaderBlock({ title: `benchmark: ${name}`, framing: FRAMING })
  yield callInterfaceBlock('client')
  yield callInterfaceBlock('server')
  yield interfaceBlock({ linkType: LINK_ETHERNET, name: 'lo' })
  const each = intervals / connections
  const talks = Array.from({ length: connections }, (_, index) => new Talk(index))
  let now = 0
  // Round after round, so that all connections last from the beginning to the end.
  for (let open = talks; open.length > 0; open = open.filter(({ made }) => made < each))
    for (const talk of open) {
      const part = talk.made / each
      now = yield* talk.burst(now, part >= sticky[0] && part < sticky[1])
    }
}

/** One connection: what was written, what left and what was read. Times are nanoseconds after the first. */
class Talk {
  made = 0
  readonly #local
  readonly #remote = { address: '10.1.0.1', port: 8_080 }
  readonly #chance: () => number
  #sent = 0
  #left = 0
  #read = 0
  /** Bytes that were written but not read yet; the first is stream byte `#read`. */
  #bytes = new Uint8Array(0)

  constructor(index: number) {
    this.#local = { address: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`, port: 20_000 + index }
    this.#chance = chances(index + 1)
  }

  /** Sends some messages all the way; when `sticking`, they leave and arrive cut in other places. */
  *burst(begun: number, sticking: boolean): Generator<Uint8Array, number> {
    const chance = this.#chance
    let now = begun + (chance() < 0.02 ? 400_000 : 3_000) + chance() * 4_000
    const messages = 1 + Math.floor(chance() * 4)
    const ends: number[] = []
    for (let k = 0; k < messages; k += 1) {
      const bytes = message(chance)
      this.made += 1
      // Some programs write the header first, and some write two messages at once.
      const cut = !sticking || chance() < 0.85 ? bytes.length : HEADER
      for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)])
        if (piece.length > 0) {
          yield this.#call('send', piece, piece.length, now)
          ends.push(this.#sent)
          now += 900 + chance() * 3_000
        }
    }
    const segments: number[] = []
    while (this.#left < this.#sent) {
      const end = nextEnd(ends, this.#left, sticking ? Math.floor(chance() * 3) : 0)
      now += 700 + chance() * 1_500
      yield this.#segment(Math.min(end, this.#left + MSS), now)
      segments.push(this.#left)
    }
    const until = sticking && chance() < 0.3 ? (segments.at(-2) ?? this.#left) : this.#left
    while (this.#read < until) {
      const limit = sticking && chance() < 0.3 ? 64 : 4_096
      const end = Math.min(nextEnd(segments, this.#read, sticking ? Math.floor(chance() * 2) : 0), until)
      const taken = Math.min(end, this.#read + limit) - this.#read
      now += 800 + chance() * 2_500
      yield this.#call('recv', this.#bytes.slice(0, taken), limit, now)
    }
    return now
  }

  #call(name: 'send' | 'recv', payload: Uint8Array, argument: number, now: number): Uint8Array {
    const sends = name === 'send'
    this.made += 1
    if (sends) {
      this.#sent += payload.length
      this.#bytes = Buffer.concat([this.#bytes, payload])
    } else {
      this.#read += payload.length
      this.#bytes = this.#bytes.subarray(payload.length)
    }
    const call: Call = {
      name,
      args: [String(argument)],
      result: payload.length,
      transport: 'tcp',
      local: sends ? this.#local : this.#remote,
      remote: sends ? this.#remote : this.#local,
      start: EPOCH + BigInt(Math.round(now)),
      duration: BigInt(400),
      payload,
    }
    return callBlock(sends ? CLIENT : SERVER, call)
  }

  /** Makes the bytes up to stream offset `end` leave. */
  #segment(end: number, now: number): Uint8Array {
    this.made += 1
    const payload = this.#bytes.subarray(this.#left - this.#read, end - this.#read)
    const packet = Buffer.alloc(14 + 20 + 20 + payload.length)
    packet.writeUInt16BE(0x0800, 12)
    packet.writeUInt16BE(0x4500, 14)
    packet.writeUInt16BE(packet.length - 14, 16)
    packet.writeUInt16BE(0x4006, 22)
    packet.set(this.#local.address.split('.').map(Number), 26)
    packet.set(this.#remote.address.split('.').map(Number), 30)
    packet.writeUInt16BE(this.#local.port, 34)
    packet.writeUInt16BE(this.#remote.port, 36)
    packet.writeUInt32BE((1 + this.#left) >>> 0, 38)
    packet.writeUInt32BE(1, 42)
    packet.writeUInt16BE(0x5018, 46)
    packet.writeUInt16BE(65_535, 48)
    packet.set(payload, 54)
    this.#left = end
    return packetBlock({ interfaceId: CAPTURE, time: EPOCH + BigInt(Math.round(now)), data: packet })
  }
}

/** The end that comes `skipped` places after the first one beyond `from`, or the last. */
const nextEnd = (ends: readonly number[], from: number, skipped: number): number => {
  const next = ends.findIndex((end) => end > from)
  return ends[Math.min(next + skipped, ends.length - 1)] ?? from
}

/** Mostly short words, now and then some thousand bytes: a length in four bytes, then as many letters. */
const message = (chance: () => number): Uint8Array => {
  const kind = chance()
  const [least, most] =
    kind < 0.6 ? [8, 40] : kind < 0.95 ? [40, 200] : kind < 0.995 ? [200, 1_000] : [1_000, 5_000]
  const size = Math.floor(least + chance() * (most - least))
  const bytes = new Uint8Array(HEADER + size)
  new DataView(bytes.buffer).setUint32(0, size)
  const letter = Math.floor(chance() * 26)
  for (let i = 0; i < size; i += 1) bytes[HEADER + i] = 97 + ((letter + i) % 26)
  return bytes
}

/** Numbers from 0 up to, but without, 1 (a linear congruential generator, the constants of Numerical Recipes). */
const chances = (seed: number): (() => number) => {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
