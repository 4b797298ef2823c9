// A session read from its log: push bytes as they come, and read streams with their lanes at any moment.
import {
  type BlockCounts,
  type CaptureError,
  CaptureReader,
  dissect,
  LINK_UPPER_PDU,
  type PacketView,
  Payload,
  Reassembler,
  type Tunnel,
  tunnelsOf,
} from '@unstick/pcapng'
import { parseCallText } from '../log/call.ts'
import { CallIntake, type OtherCall, type Printed } from './call-intake.ts'
import { Connections } from './connections.ts'
import { DatagramFates } from '../udp/datagram-fates.ts'
import { LeftOut, type LeftOutReason } from '../log/left-out.ts'
import { LogBytes, type LogBytesOptions } from '../log/log-bytes.ts'
import { findSessionHeader, type SessionHeader } from '../log/session-header.ts'
import type { Stream } from './stream.ts'
import { takePacket, takeWirePacket } from './segments.ts'
import { WirePackets } from './wire-packets.ts'

/** Bytes of each piece in which `log` gives the log back. */
const LOG_PIECE = 1024 * 1024

export class Session {
  header: SessionHeader | undefined
  /** The streams that carried bytes, in the order of their first byte. */
  readonly streams: Stream[] = []
  /** Nanoseconds since 1970 of the first record. Every `time` is counted from it, so one may be negative. */
  epoch = 0n
  /** The earliest and the latest time of any record, in nanoseconds after the epoch. */
  first = 0
  last = 0
  /** The first block that was skipped because of a fault inside it; `blocks.refused` counts them all. */
  passedOver: CaptureError | undefined
  readonly #log: LogBytes
  readonly #connections: Connections
  readonly #calls: CallIntake
  readonly #leftOut = new LeftOut()
  #touched: Stream[] = []
  readonly #payload = new Payload()
  readonly #reassembler = new Reassembler()
  /** By interface, for packets whose numbers show that they were seen at several interfaces. */
  readonly #reassemblers = new Map<number, Reassembler>()
  readonly #wirePackets = new WirePackets()
  readonly #unpacked = new Map<Tunnel, number>()
  readonly #reader = new CaptureReader({
    section: ({ comments = [] }) => {
      this.header ??= findSessionHeader(comments)?.header
    },
    interface: (_index, { name = '' }) => this.#programs.push(name),
    packet: (packet) => this.#packet(packet),
    problem: (problem) => (this.passedOver ??= problem),
  })
  /** The interfaces' names; for calls, the programs' names. */
  readonly #programs: string[] = []
  /** How many TCP and UDP packets have no time (pcapng's simple packets). Each gets the time of the one before it. */
  untimed = 0
  /** The time of the newest record that has a time. */
  #newest = 0
  #epochSeconds = NaN
  #epochNanoseconds = 0

  /** `options` limit the bytes that stay in memory; without them all stay. */
  constructor(options?: LogBytesOptions) {
    this.#log = new LogBytes(options)
    this.#connections = new Connections(this.#log, this.#leftOut)
    this.#calls = new CallIntake(this.#connections, this.#log, this.#leftOut)
  }

  /** Packets and calls that were left out, counted by reason: `NOT_TCP_OR_UDP`, `HEADER_CUT`… */
  get leftOut(): Readonly<Partial<Record<LeftOutReason, number>>> {
    return this.#leftOut.counts
  }

  get printed(): readonly Printed[] {
    return this.#calls.printed
  }

  get calls(): readonly OtherCall[] {
    return this.#calls.calls
  }

  /** What became of each datagram of a UDP stream, in the order sent; none if the stream has no calls. */
  fates(stream: Stream): DatagramFates {
    return new DatagramFates(stream, this.#calls.sockets)
  }

  /** The streams that got something since the last call. A caller that frames while reading asks after every push. */
  takeTouched(): readonly Stream[] {
    const touched = this.#touched
    this.#touched = []
    for (const stream of touched) stream.touched = false
    return touched
  }

  /** Takes the next bytes of the log, cut anywhere, by reference. Never throws because of the bytes. */
  push(bytes: Uint8Array): void {
    this.#log.append(bytes)
    this.#reader.push(bytes)
  }

  /** Says that the log is over: an unfinished block becomes its `problem`. */
  end(): void {
    this.#reader.end()
    this.#wirePackets.end()
    for (const stream of this.streams) {
      stream.ends?.end()
      stream.isOver = true
    }
  }

  /** The log as it came, in views or copies of at most 1 MiB. With a window, older bytes must be read again. */
  *log(): Generator<Uint8Array> {
    const { length } = this.#log
    for (let at = 0; at < length; at += LOG_PIECE) yield this.#log.view(at, Math.min(LOG_PIECE, length - at))
  }

  /** How many bytes were fully read: the end of the last whole block. */
  get length(): number {
    return this.#reader.offset
  }

  /** Where and why reading stopped; everything before that is kept. */
  get problem(): CaptureError | undefined {
    return this.#reader.error
  }

  /** How many blocks of each kind the log has. */
  get blocks(): BlockCounts {
    return this.#reader.counts
  }

  /** Whether any record has a time; without one, `first`, `last` and the epoch mean nothing. */
  get isTimed(): boolean {
    return !Number.isNaN(this.#epochSeconds)
  }

  /** Nanoseconds from the earliest to the latest time. */
  get span(): number {
    return this.last - this.first
  }

  /** A time after the epoch as nanoseconds since 1970, as decimal text, because a JSON number cannot hold it. */
  timeText(time: number): string {
    return String(this.epoch + BigInt(Math.round(time)))
  }

  #packet(packet: PacketView): void {
    const { linkType, data, start, length, originalLength } = packet
    const payload = this.#payload
    if (!dissect(linkType, data, start, length, originalLength, payload) && !this.#reassemble(packet)) {
      this.#leftOut.add(payload.problem ?? 'NOT_TCP_OR_UDP')
      return
    }
    const time = this.#time(packet)
    const place =
      payload.data === data
        ? packet.fileOffset + payload.start - start
        : this.#log.keep(payload.data) + payload.start
    if (linkType === LINK_UPPER_PDU) this.#call(packet, time, place)
    else {
      if (packet.timed) this.#seen(time, 0)
      this.#segment(packet, time, place)
    }
  }

  /** How many packets were taken out of each kind of tunnel. */
  get unpacked(): Readonly<Partial<Record<Tunnel, number>>> {
    return Object.fromEntries(this.#unpacked)
  }

  #segment({ packetId }: PacketView, time: number, place: number): void {
    const payload = this.#payload
    if (payload.tunnels !== 0)
      for (const tunnel of tunnelsOf(payload.tunnels))
        this.#unpacked.set(tunnel, (this.#unpacked.get(tunnel) ?? 0) + 1)
    const arrives = packetId !== undefined && this.#wirePackets.hasLeft(packetId)
    const stream =
      packetId === undefined
        ? takePacket(this.#connections, payload, time, place)
        : takeWirePacket(this.#connections, this.#wirePackets, packetId, payload, time, place)
    if (stream) this.#list(stream)
    else if (!arrives) this.#leftOut.add('TOO_MANY_CONNECTIONS')
  }

  /** Whether the packet was the last missing fragment of a datagram. */
  #reassemble(packet: PacketView): boolean {
    return (
      this.#payload.problem === 'FRAGMENT' && this.#reassemblerAt(packet).add(this.#payload, packet.seconds)
    )
  }

  /** A fragment that was seen at two places belongs to a datagram at each place. */
  #reassemblerAt({ packetId, interfaceIndex }: PacketView): Reassembler {
    if (packetId === undefined) return this.#reassembler
    const known = this.#reassemblers.get(interfaceIndex) ?? new Reassembler()
    this.#reassemblers.set(interfaceIndex, known)
    return known
  }

  #call(packet: PacketView, time: number, place: number): void {
    const { interfaceIndex, comment = '' } = packet
    const call = parseCallText(comment)
    if (packet.timed) this.#seen(time, Number(call?.duration ?? 0n))
    const stream = call
      ? this.#calls.take(
          { call, interfaceIndex, program: this.#programs[interfaceIndex] ?? '', time, place },
          this.#payload,
        )
      : this.#calls.resume(comment, interfaceIndex, this.#payload, place)
    if (stream) this.#list(stream)
    else if (!call) this.#leftOut.add('NOT_A_CALL')
  }

  #seen(time: number, duration: number): void {
    this.first = Math.min(this.first, time)
    this.last = Math.max(this.last, time + duration)
  }

  #list(stream: Stream): void {
    if (stream.index < 0 && !stream.isEmpty) stream.index = this.streams.push(stream) - 1
    stream.alignWhileHeld()
    if (stream.touched) return
    stream.touched = true
    this.#touched.push(stream)
  }

  #time(packet: PacketView): number {
    if (!packet.timed) {
      this.untimed += 1
      return this.#newest
    }
    if (Number.isNaN(this.#epochSeconds)) {
      this.#epochSeconds = packet.seconds
      this.#epochNanoseconds = packet.nanoseconds
      this.epoch = BigInt(packet.seconds) * 1_000_000_000n + BigInt(packet.nanoseconds)
    }
    const seconds = packet.seconds - this.#epochSeconds
    return (this.#newest = seconds * 1e9 + (packet.nanoseconds - this.#epochNanoseconds))
  }
}
