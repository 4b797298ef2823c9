// A stream: one direction of one connection, with lanes for what was sent, seen on the wire and received.
import { Acknowledged } from '../tcp/acknowledged.ts'
import { align, type Alignment } from '../tcp/alignment.ts'
import type { Endpoint } from '../log/call.ts'
import type { Datagram } from '../udp/datagram-match.ts'
import { Datagrams } from '../udp/datagrams.ts'
import { endpointText } from '../log/endpoint-text.ts'
import { type Lane, LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import type { CallKind } from './lane-calls.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import { StreamCalls } from './stream-calls.ts'
import { SegmentIntake } from '../tcp/segment-intake.ts'
import type { FarSegment } from '../tcp/far-segment.ts'
import { TcpSequence } from '../tcp/tcp-sequence.ts'
import { HELLO_HEAD, type TlsHello, tlsHello } from './tls-hello.ts'
import { TwoEnds } from '../tcp/two-ends.ts'

/** Which of the connections of the same endpoints it is. */
export interface WhichOne {
  /** Counted from 1, because ports are used again. */
  readonly use: number
  /** Of the tunnel in which its packets came (`Payload.tunnelId`); 0 for none. */
  readonly tunnelId: number
}

export class Stream {
  /** What a capture showed of this stream, and how it was put in order. */
  readonly capture: SegmentIntake
  readonly sequence = new TcpSequence()
  /** What its sender knew to be acknowledged, from when the acknowledgment was captured, or arrived if that was seen. */
  readonly acknowledged = new Acknowledged()
  /** How far its sender was allowed to send, timed in the same way: the window's right edge (RFC 9293, 3.8.6). */
  readonly allowed = new Acknowledged()
  /** The shift of the windows that its sender announces (RFC 7323, 2.2), if its SYN was captured. */
  windowScale: number | undefined
  /** Its index among the session's streams; -1 until it carried its first byte. */
  index = -1
  /** Whether it is in the session's list of touched streams. */
  touched = false
  /** The other direction of the same connection. */
  reverse: Stream | undefined
  /** The programs at its ends, if the log names them. */
  writer: string | undefined
  reader: string | undefined
  /** Whether the sending end opened the connection (`client`) or accepted it (`server`), if that was seen. */
  role: 'client' | 'server' | undefined
  /** When a recv returned 0, which tells the reader that the stream is over: ns after the epoch. */
  endSeen: number | undefined
  /** The largest segment that the receiving side announced (RFC 9293, 3.7.1), if its SYN was captured. */
  maximumSegmentSize: number | undefined
  /** When a captured packet closed (FIN) or reset (RST) this direction: ns after the epoch. */
  finSeen: number | undefined
  resetSeen: number | undefined
  /** The stream offset after its last byte, from the FIN's sequence number. */
  finOffset: number | undefined
  /** Whether the log is over, so that no late segment will fill a hole. */
  isOver = false
  /** A captured segment that waits for something else at its place. */
  far: FarSegment | undefined
  /** The captured first segment, if it looked like a keep-alive. */
  asked: FarSegment | undefined
  /** Captured segments from before the first byte that do not reach it. */
  #early: FarSegment[] = []
  /** The TLS handshake message with which it begins, if it does. */
  tlsHello: TlsHello | undefined
  #isLookedAtForTls = false
  readonly #log: LogBytes
  readonly #send = new LaneColumns('send')
  readonly #recv = new LaneColumns('recv')
  #source: Endpoint
  #destination: Endpoint
  #datagrams: Datagrams | undefined
  #alignment: Alignment | undefined
  /** How many bytes of calls and of the capture were known when its place was last searched for. */
  #lookedAt = 0
  #ends: TwoEnds | undefined
  #calls: StreamCalls | undefined
  /** How often the capture moved. */
  #moves = 0

  readonly use: number
  readonly tunnelId: number

  constructor(
    readonly transport: 'tcp' | 'udp',
    source: Endpoint,
    destination: Endpoint,
    log: LogBytes,
    { use, tunnelId }: WhichOne,
  ) {
    this.use = use
    this.tunnelId = tunnelId
    this.#source = source
    this.#destination = destination
    this.#log = log
    this.capture = new SegmentIntake(new LaneColumns('segment'), log)
  }

  /**
   * `127.0.0.1:51076>127.0.0.1:8080`, IPv6 addresses in brackets; `…@42` in a tunnel that has that number, `…#2` if the ports
   * are used a second time.
   */
  get name(): string {
    const ends = `${endpointText(this.#source)}>${endpointText(this.#destination)}`
    const tunnel = this.tunnelId === 0 ? '' : `@${this.tunnelId >>> 0}`
    return this.use === 1 ? `${ends}${tunnel}` : `${ends}${tunnel}#${this.use}`
  }

  get source(): Endpoint {
    return this.#source
  }

  get destination(): Endpoint {
    return this.#destination
  }

  /** Sets the addresses of its ends, in place of a wildcard that a socket had reported. */
  learnAddresses(source: string, destination: string): void {
    this.#source = { ...this.#source, address: source }
    this.#destination = { ...this.#destination, address: destination }
  }

  /** Its lanes in the order in which bytes pass them, including lanes without intervals. */
  get lanes(): readonly LaneColumns[] {
    return [this.send, ...(this.#ends?.lanes ?? [this.segment]), this.recv]
  }

  /** For a TCP stream whose packets were seen leaving and arriving: both ends. */
  get ends(): TwoEnds | undefined {
    return this.#ends
  }

  /** When packets left that were lost on the wire, in nanoseconds after the epoch; none if that was not seen. */
  get lostOnWire(): readonly number[] {
    return this.#ends?.lost ?? this.#datagrams?.lostOnWire ?? []
  }

  /** Like `ends`, and makes it for the first such packet. */
  useEnds(): TwoEnds {
    return (this.#ends ??= new TwoEnds(this.capture, this.#log))
  }

  /** What calls say of it and of its sending end; `undefined` if the log has none. */
  get calls(): StreamCalls | undefined {
    return this.#calls
  }

  /** Like `calls`, and makes it for the first call. */
  useCalls(): StreamCalls {
    return (this.#calls ??= new StreamCalls())
  }

  /** By which call interval `index` of its send or recv lane was sent or received. */
  callOf(lane: 'send' | 'recv', index: number): CallKind | undefined {
    const made = lane === 'send' ? this.#calls?.sends : this.#calls?.recvs
    return made?.of(this.#datagrams?.loggedOf(lane, index) ?? index)
  }

  get send(): LaneColumns {
    this.#datagrams?.settle()
    return this.#send
  }

  get recv(): LaneColumns {
    this.#datagrams?.settle()
    return this.#recv
  }

  /** A capture's segments and datagrams, in stream order. */
  get segment(): LaneColumns {
    this.#datagrams?.settle()
    this.capture.settle()
    const [segments] = this.#ends?.lanes ?? []
    return this.#isHidden() ? nothing : (segments ?? this.capture.lane)
  }

  /** Whether `segment` gives the capture, even if nothing was captured. */
  get showsCapture(): boolean {
    return !this.#isHidden()
  }

  /** For a TCP stream with calls and a capture that began in the middle: where the capture belongs. */
  get alignment(): Alignment | undefined {
    this.#align()
    return this.#alignment
  }

  /** For a UDP stream with calls: the datagrams and what became of them. */
  get datagrams(): Datagrams | undefined {
    return this.#datagrams
  }

  /** Changes when intervals of a lane moved or disappeared. */
  get revision(): number {
    return this.#datagrams?.revision ?? this.#moves
  }

  /** Like `datagrams`, and makes it at the first call, from what was captured until then. */
  useDatagrams(): Datagrams {
    if (this.#datagrams) return this.#datagrams
    const { lane } = this.capture
    const captured = Array.from({ length: lane.count }, (_, index) => ({
      length: (lane.ends[index] as number) - (lane.starts[index] as number),
      kept: lane.captured(index),
      place: lane.places[index] as number,
      time: lane.times[index] as number,
      done: lane.times[index] as number,
      limit: NaN,
    }))
    lane.clear()
    this.#datagrams = new Datagrams([this.#send, lane, this.#recv], this.#log)
    for (const datagram of captured) this.#datagrams.add('segment', datagram)
    return this.#datagrams
  }

  /** Whether all lanes are empty, even of datagrams without bytes. */
  get isEmpty(): boolean {
    if (this.#datagrams) return this.#datagrams.isEmpty
    const { lane, next } = this.capture
    return this.#send.count === 0 && lane.count === 0 && next === 0 && this.#recv.count === 0
  }

  /** How many bytes of the stream any lane knows. */
  get length(): number {
    const segments = this.#datagrams || this.#isHidden() ? lastEnd(this.segment) : this.capture.next
    return Math.max(lastEnd(this.send), segments, lastEnd(this.recv))
  }

  /** A copy of the stream's bytes `[start, end)`, cut at its length and at 16 MiB; bytes that no lane has are 0. */
  bytes(start: number, end: number): Uint8Array {
    const to = Math.min(end, this.length, start + MAX_COPY)
    const copy = new Uint8Array(Math.max(0, to - start))
    for (const lane of this.lanes.toReversed()) this.#fill(copy, start, to, lane)
    return copy
  }

  /** Whether the log still has the bytes of one interval of a lane. */
  hasBytes(lane: LaneColumns, index: number): boolean {
    return lane.captured(index) === 0 || this.#log.has(lane.places[index] as number)
  }

  /** Whether the bytes of one interval of a lane begin before that place in the log. */
  beginsBefore(lane: LaneColumns, index: number, place: number): boolean {
    return this.liesBefore(lane.places[index] as number, place)
  }

  /** Whether one place of the log comes before another; bytes kept outside the log come before all. */
  liesBefore(place: number, other: number): boolean {
    return other === Infinity || this.#log.inLog(place) < other
  }

  /** The bytes of a datagram; `undefined` if not all of them are in the log. */
  datagramBytes({ length, kept, place }: Datagram): Uint8Array | undefined {
    if (length === 0) return new Uint8Array(0)
    return kept < length || !this.#log.has(place) ? undefined : this.#log.view(place, length)
  }

  /** The bytes of one interval of a lane: a view on the log if they lie in one piece, else a copy. */
  intervalBytes(lane: LaneColumns, index: number): Uint8Array {
    const length = lane.captured(index)
    return length === 0 ? new Uint8Array(0) : this.#log.view(lane.places[index] ?? 0, length)
  }

  /** What send `index` was given, as far as the log has it: the bytes that were taken, then those that were not. */
  givenBytes(index: number): Uint8Array {
    const { send } = this
    const taken = send.captured(index)
    if (!this.hasBytes(send, index)) return new Uint8Array(0)
    const isWhole = taken === (send.ends[index] as number) - (send.starts[index] as number)
    const more = isWhole ? (this.#calls?.shortWrites.knownOf(index) ?? 0) : 0
    return this.#log.view(send.places[index] as number, taken + more)
  }

  /**
   * Looks for a TLS handshake, and searches the place of a capture that began in the middle, as soon as enough bytes came. Its bytes and the calls' are
   * in memory now; later they would have to be read again from all over the log.
   */
  alignWhileHeld(): void {
    this.#lookForTls()
    if (this.capture.next >= ENOUGH) this.#align()
  }

  /** Looks at the first bytes as soon as one lane has them. */
  #lookForTls(): void {
    if (this.#isLookedAtForTls || this.transport === 'udp') return
    const lanes = this.sequence.fromStart
      ? [this.#send, this.capture.lane, this.#recv]
      : [this.#send, this.#recv]
    const head = lanes.map((lane) => this.#headOf(lane)).find((bytes) => bytes.length >= HELLO_HEAD)
    if (!head) return
    this.#isLookedAtForTls = true
    this.tlsHello = tlsHello(Uint8Array.from(head))
  }

  /** The first bytes of the stream, as many as a lane has; at most somewhat more than a hello's head. */
  #headOf(lane: LaneColumns): readonly number[] {
    const head: number[] = []
    for (let i = 0; i < lane.count && head.length < HELLO_HEAD && lane.starts[i] === head.length; i += 1) {
      if (!this.hasBytes(lane, i)) break
      head.push(...this.intervalBytes(lane, i).subarray(0, HELLO_HEAD))
    }
    return head
  }

  /** Whether the capture cannot be lined up with the calls, so that no overlap of theirs would be true. */
  #isHidden(): boolean {
    this.#align()
    return this.#alignment !== undefined && this.#alignment.state !== 'aligned'
  }

  #align(): void {
    if (this.transport === 'udp' || this.sequence.fromStart || this.capture.next === 0) return
    const calls = Math.max(lastEnd(this.#send), lastEnd(this.#recv))
    if (calls === 0 || this.#alignment?.state === 'aligned') return
    // Search again when there is enough for the first time, and each time twice as much is known.
    const known = calls + this.capture.next
    if (known < this.#lookedAt * 2) return
    this.#lookedAt = known
    this.capture.settle()
    this.#alignment = align(this.capture.lane, { send: this.#send, recv: this.#recv }, (lane, index) =>
      this.hasBytes(lane, index) ? this.intervalBytes(lane, index) : new Uint8Array(0),
    )
    if (this.#alignment.state !== 'aligned') return
    this.#move(this.#alignment.offset)
  }

  /**
   * Captured bytes came that begin `by` before the captured beginning. Returns whether they are the beginning now: if they
   * reach the known ones and agree with them, and neither a SYN nor the calls say where the stream begins.
   */
  beginEarlier(by: number, { length, captured, place }: Omit<FarSegment, 'sequence' | 'time'>): boolean {
    if (this.sequence.fromStart || this.#alignment?.state === 'aligned' || length < by) return false
    if (!this.capture.agrees(captured - by, place + by)) return false
    this.#move(by)
    return true
  }

  /** Keeps a segment from before the captured beginning, in case that what lies between comes; only the first few. */
  wait(segment: FarSegment): void {
    if (!this.sequence.fromStart && this.#early.length < MAX_EARLY) this.#early.push(segment)
  }

  /** Hands over the segments that wait. */
  waiting(): readonly FarSegment[] {
    const early = this.#early
    this.#early = []
    return early
  }

  /** Adds `by` to all offsets of the capture. */
  #move(by: number): void {
    this.#moves += 1
    this.capture.move(by)
    this.sequence.move(by)
    this.acknowledged.move(by)
    if (this.finOffset !== undefined) this.finOffset += by
  }

  #fill(copy: Uint8Array, from: number, to: number, lane: LaneColumns): void {
    for (let i = laneIndexAt(lane, from); i < lane.count; i += 1) {
      const start = lane.starts[i] as number
      if (start >= to) return
      const low = Math.max(start, from)
      const high = Math.min(start + lane.captured(i), to)
      if (low < high && this.hasBytes(lane, i))
        this.#log.copyTo(copy, low - from, (lane.places[i] as number) + low - start, high - low)
    }
  }
}

/** The empty lane in place of a capture that is not shown. */
const nothing = new LaneColumns('segment')

/** How many captured bytes start the search for their place before anybody asks: this many seldom repeat. */
const ENOUGH = 1_024

/** How many segments from before the beginning are kept. */
const MAX_EARLY = 64

/** The most bytes that are copied at once, because a log may claim more than any memory has. */
const MAX_COPY = 16 * 1024 * 1024

const lastEnd = (lane: Lane): number => (lane.count === 0 ? 0 : (lane.ends[lane.count - 1] as number))
