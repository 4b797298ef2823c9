// Which of the packets that a machine's network carries go into a recording: those of sockets that a traced program used.
// A packet may come before the call that names its socket's ends, so packets are kept back until then.
import {
  CaptureReader,
  dissect,
  packetBlock,
  type PacketView,
  parseAddress,
  Payload,
  printAddress,
  Reassembler,
  TCP_ACK,
  TCP_SYN,
} from '@unstick/pcapng'
import type { Call } from '@unstick/session'
import { HeldPackets } from './held-packets.ts'

/** The most connections whose packets are let in: the one named first is forgotten, until a call names it again. */
const MAX_NAMED = 65_536
/** The most datagrams that wait for their fragments. */
const MAX_FRAGMENTED = 256

export class TracedPackets {
  readonly #found: (block: Uint8Array) => void
  readonly #held: HeldPackets
  readonly #named = new Set<string>()
  readonly #payload = new Payload()
  readonly #reassembler = new Reassembler()
  /** The blocks of fragments whose datagram is not whole yet. */
  readonly #fragments = new Map<string, Uint8Array[]>()
  readonly #reader = new CaptureReader({ packet: (packet) => this.#take(packet) })
  #isMissing = false
  readonly #last = { transport: '', one: new End(), other: new End(), connection: '' }

  /** `found` gets the blocks of traced sockets' packets, with times in nanoseconds and the capture's own interfaces. */
  constructor(found: (block: Uint8Array) => void, held = new HeldPackets()) {
    this.#found = found
    this.#held = held
  }

  /** What the recording lacks, in a sentence. */
  get note(): string | undefined {
    return this.#isMissing
      ? 'Packets that came before a call named their connection were too many to keep back: segments are missing.'
      : undefined
  }

  /** Takes a call of a traced program, which names the ends of its socket. */
  name({ transport, local, remote }: Call): void {
    if (local.port === 0 || remote.port === 0) return
    const [own, other] = [endOf(local.address, local.port), endOf(remote.address, remote.port)]
    const name = nameOf(transport, own, other)
    if (this.#named.has(name)) return
    this.#named.add(name)
    for (const oldest of this.#named) {
      if (this.#named.size <= MAX_NAMED) break
      this.#named.delete(oldest)
    }
    const { packets, missing } = this.#held.take(portsOf(transport, local.port, remote.port), (connection) =>
      this.#isNamed(connection),
    )
    for (const { block } of packets) this.#found(block)
    this.#isMissing ||= missing
  }

  /** Takes the next piece of the capture. */
  take(piece: Uint8Array): void {
    this.#reader.push(piece)
  }

  #take(packet: PacketView): void {
    const { interfaceIndex: interfaceId, linkType, time, data, start, length, originalLength } = packet
    const payload = this.#payload
    const block = packetBlock({
      interfaceId,
      time,
      data: data.subarray(start, start + length),
      originalLength,
    })
    if (dissect(linkType, data, start, length, originalLength, payload)) this.#sort(payload, [block])
    else if (payload.problem === 'FRAGMENT') this.#takeFragment(payload, block, packet.seconds)
  }

  #sort(payload: Payload, blocks: readonly Uint8Array[]): void {
    const connection = this.#connectionOf(payload)
    if (this.#isNamed(connection)) {
      for (const block of blocks) this.#found(block)
      return
    }
    const { transport, sourcePort, destinationPort, hasTcpHeader, flags, sequence } = payload
    const begins = hasTcpHeader && (flags & (TCP_SYN | TCP_ACK)) === TCP_SYN ? { begins: sequence } : {}
    const ports = portsOf(transport, sourcePort, destinationPort)
    for (const block of blocks) this.#held.keep(ports, { connection, block, ...begins })
  }

  /** Most packets are of the same connection as the one before, so its text is kept. */
  #connectionOf(payload: Payload): string {
    const { transport, sourceWords, destinationWords, sourcePort, destinationPort } = payload
    const last = this.#last
    if (
      last.transport === transport &&
      ((last.one.equals(sourceWords, sourcePort) && last.other.equals(destinationWords, destinationPort)) ||
        (last.other.equals(sourceWords, sourcePort) && last.one.equals(destinationWords, destinationPort)))
    )
      return last.connection
    const own = endOf(payload.sourceAddress, sourcePort)
    const other = endOf(payload.destinationAddress, destinationPort)
    last.transport = transport
    last.one.set(sourceWords, sourcePort)
    last.other.set(destinationWords, destinationPort)
    last.connection = nameOf(transport, own, other)
    return last.connection
  }

  /** The first fragment has the ports, and a datagram may have lost it, so all wait until it is whole. */
  #takeFragment(payload: Payload, block: Uint8Array, seconds: number): void {
    const datagram = [payload.sourceAddress, payload.destinationAddress, payload.protocol, payload.fragmentId]
    const key = datagram.join()
    const blocks = this.#fragments.get(key) ?? []
    blocks.push(block)
    this.#fragments.set(key, blocks)
    if (this.#reassembler.add(payload, seconds)) {
      this.#fragments.delete(key)
      this.#sort(payload, blocks)
      return
    }
    for (const oldest of this.#fragments.keys()) {
      if (this.#fragments.size <= MAX_FRAGMENTED) break
      this.#fragments.delete(oldest)
    }
  }

  /** A UDP socket that is bound to no address of its own has calls without one. */
  #isNamed(connection: string): boolean {
    if (this.#named.has(connection)) return true
    const [transport = '', own = '', other = ''] = connection.split(' ')
    return (
      transport === 'udp' &&
      (this.#named.has(nameOf('udp', anywhere(own), other)) ||
        this.#named.has(nameOf('udp', own, anywhere(other))))
    )
  }
}

/** One end of a connection, as a packet has it. */
class End {
  readonly #words = new Int32Array(4)
  #port = -1

  equals(words: Int32Array, port: number): boolean {
    const own = this.#words
    return (
      port === this.#port &&
      words[3] === own[3] &&
      words[2] === own[2] &&
      words[1] === own[1] &&
      words[0] === own[0]
    )
  }

  set(words: Int32Array, port: number): void {
    this.#words.set(words)
    this.#port = port
  }
}

const ANYWHERE = '*'

/** As a packet has it: IPv4 without its IPv6 form, no zone, and a wildcard as one. */
const endOf = (address: string, port: number): string => {
  const words = parseAddress(address)
  const plain = words ? printAddress(words) : address
  return `${plain === '0.0.0.0' || plain === '::' ? ANYWHERE : plain}#${port}`
}

const anywhere = (end: string): string => `${ANYWHERE}${end.slice(end.indexOf('#'))}`

/** The same for both directions. */
const nameOf = (transport: string, one: string, other: string): string =>
  one < other ? `${transport} ${one} ${other}` : `${transport} ${other} ${one}`

const portsOf = (transport: string, one: number, other: number): string =>
  `${transport} ${Math.min(one, other)} ${Math.max(one, other)}`
