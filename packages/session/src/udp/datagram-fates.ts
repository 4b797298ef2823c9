// What became of each datagram that was sent. It is one byte each, because there may be a million of them, and a
// sentence with the log's evidence when one is asked for.
import type { Datagram } from './datagram-match.ts'
import { CUT, type Datagrams, type Slot } from './datagrams.ts'
import type { LaneName } from '../lanes/lane-kinds.ts'
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import type { UdpSocket, UdpSockets, UdpStream } from './udp-sockets.ts'

const fates = [
  'delivered',
  /** Delivered after a datagram that was sent later. */
  'reordered',
  /** Longer than the recv's limit: its end is gone for good. */
  'truncated',
  /** The reader's calls are known, and none of them can return it any more. */
  'lost',
  /** Nobody listened at the port. */
  'refused',
  /** It may still have been in the receive buffer when the log ended or the socket closed. */
  'unread',
  /** The log does not have the other end's calls. */
  'not-measured',
] as const

export type Fate = (typeof fates)[number]

const codes = Object.fromEntries(fates.map((fate, code) => [fate, code])) as Readonly<Record<Fate, number>>
/** Added to the code of one that was delivered after one that was sent later. */
const OVERTAKEN = 128

export interface DatagramFate {
  readonly fate: Fate
  /** The lane and the interval of the datagram as it was sent, or if no sends are known, as it was captured. */
  readonly lane: LaneName
  readonly index: number
  /** How many of its bytes nobody will ever receive. */
  readonly gone: number
  readonly text: string
}

/** What shows that a datagram is lost if no recv returned it; earlier entries count first. */
type Evidence = 'on the wire' | 'later ones' | 'empty buffer' | 'dropped'

/** One for each datagram, in the order sent, of a UDP stream with calls; none for other streams. */
export class DatagramFates {
  /** The lane of the datagrams: its interval `index` is datagram `index`. */
  readonly lane: LaneName
  readonly length: number
  readonly #codes: Uint8Array
  readonly #datagrams: Datagrams | undefined
  readonly #calls: UdpStream['calls']
  readonly #reader: UdpSocket | undefined
  /** Whether exactly as many did not reach the reader as its kernel counted as dropped. */
  readonly #dropped: boolean
  /** For each datagram: in a group of how many one was refused, or 0. `undefined` if nothing was refused. */
  readonly #refused: Uint32Array | undefined
  /** For each datagram, how many later ones were delivered; made when the first sentence needs it. */
  #later: Uint32Array | undefined

  /** For the log as it is now; no longer valid when it has grown. */
  constructor(stream: UdpStream, sockets: UdpSockets) {
    const { datagrams } = stream
    // If only recvs are known, all known datagrams were delivered, and nobody can know which are missing.
    this.#datagrams = datagrams?.base === 'recv' ? undefined : datagrams
    this.#calls = stream.calls
    this.lane = this.#datagrams?.lane ?? 'send'
    this.length = this.#datagrams?.count ?? 0
    this.#reader = sockets.at(stream.destination)
    this.#dropped = this.#reader !== undefined && allDropped(this.#reader, sockets)
    this.#refused = this.#datagrams && refusedAmong(stream, this.#datagrams, sockets)
    this.#codes = this.#datagrams ? this.#codesOf(this.#datagrams) : new Uint8Array(0)
  }

  /** How many datagrams the reader's kernel counted as dropped at its socket, if the reader asked. */
  get drops(): number | undefined {
    return this.#reader?.drops?.count
  }

  /** What the reader calls: `recvfrom`; `recv` if that is not known. */
  get recvName(): string {
    return this.#calls?.recvs.of(0)?.name ?? 'recv'
  }

  /** The name of the call that returned datagram `index`. */
  #nameOf(index: number): string {
    const recv = (this.#datagrams?.received[index] ?? 0) % CUT
    return this.#calls?.recvs.of(recv - 1)?.name ?? this.recvName
  }

  fateOf(index: number): Fate {
    return fates[(this.#codes[index] as number) % OVERTAKEN] as Fate
  }

  /** Whether it reached no recv and never will: it was lost or refused. */
  isLost(index: number): boolean {
    const code = this.#codes[index]
    return code === codes.lost || code === codes.refused
  }

  /** The indices of datagrams with a wanted fate, ascending. */
  indicesOf(wanted: (fate: Fate) => boolean): Uint32Array {
    const isWanted = fates.map(wanted)
    const indices = new Uint32Array(this.length)
    let count = 0
    this.#codes.forEach((code, index) => {
      if (isWanted[code % OVERTAKEN]) indices[count++] = index
    })
    return indices.slice(0, count)
  }

  /** Datagram `index`, which is below `length`, with its evidence in a sentence. */
  at(index: number): DatagramFate {
    const datagrams = this.#datagrams as Datagrams
    const slot = datagrams.slot(index)
    const known = { fate: this.fateOf(index), lane: this.lane, index }
    const recv = datagrams.recvOf(index)
    if (recv) {
      const overtaken = (this.#codes[index] as number) >= OVERTAKEN
      return {
        ...known,
        gone: slot.length - recv.length,
        text: deliveredText(this.#nameOf(index), slot, recv, overtaken),
      }
    }
    const seen = seenText(slot, datagrams)
    switch (known.fate) {
      case 'refused':
        return { ...known, gone: slot.length, text: refusedText(this.#refused?.[index] ?? 1) }
      case 'lost':
        return {
          ...known,
          gone: slot.length,
          text: this.#lostText(slot, index) + seen + earlyText(slot, this.#reader),
        }
      case 'unread':
        return {
          ...known,
          gone: 0,
          text: unreadText(this.recvName, this.#reader) + seen + earlyText(slot, this.#reader),
        }
      default:
        return {
          ...known,
          gone: 0,
          text: `The other end's recv calls are not in this log, so it is not known what became of the datagram.${seen}`,
        }
    }
  }

  *[Symbol.iterator](): Generator<DatagramFate> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index)
  }

  /** Goes from the last one to the first, because later deliveries are evidence about a datagram. */
  #codesOf(datagrams: Datagrams): Uint8Array {
    const all = new Uint8Array(this.length)
    const { received } = datagrams
    let later = 0
    let earliest = Infinity
    for (let index = this.length - 1; index >= 0; index -= 1) {
      const recv = received[index] as number
      if (recv === 0) {
        all[index] = codes[this.#missing(datagrams, index, later)]
        continue
      }
      const number = recv % CUT
      const isOvertaken = earliest < number
      const fate = recv > CUT ? codes.truncated : isOvertaken ? codes.reordered : codes.delivered
      all[index] = fate + (isOvertaken ? OVERTAKEN : 0)
      later += 1
      earliest = Math.min(earliest, number)
    }
    return all
  }

  /** The fate of a datagram that no recv has, when `later` datagrams after it were delivered. */
  #missing(datagrams: Datagrams, index: number, later: number): Fate {
    if (datagrams.slot(index).isLostOnWire) return 'lost'
    if (this.#refused?.[index]) return 'refused'
    if (!this.#reader) return 'not-measured'
    return this.#evidence(datagrams.slot(index), later) ? 'lost' : 'unread'
  }

  /** What shows that a datagram is lost if no recv returned it, when `later` datagrams after it were delivered. */
  #evidence(slot: Slot, later: number): Evidence | undefined {
    if (slot.isLostOnWire) return 'on the wire'
    const emptyAt = this.#reader?.emptyAt
    if (later > 0) return 'later ones'
    if (emptyAt !== undefined && emptyAt > slot.done) return 'empty buffer'
    return this.#dropped ? 'dropped' : undefined
  }

  #lostText(slot: Slot, index: number): string {
    const later = this.#laterOf(index)
    const evidence = this.#evidence(slot, later) ?? 'dropped'
    return (
      {
        'on the wire': 'It left its host and never arrived: it was lost on the wire.',
        'later ones': `No ${this.recvName} returned it, but ${counted(later, 'datagram')} sent after it arrived.`,
        'empty buffer': `No ${this.recvName} returned it, and a later one found the receive buffer empty.`,
        dropped: `No ${this.recvName} returned it, and the kernel dropped exactly as many datagrams as are missing.`,
      }[evidence] + (evidence === 'on the wire' ? '' : dropsText(this.#reader))
    )
  }

  #laterOf(index: number): number {
    if (!this.#later) {
      this.#later = new Uint32Array(this.length)
      let later = 0
      for (let at = this.length - 1; at >= 0; at -= 1) {
        this.#later[at] = later
        if (this.#datagrams?.received[at]) later += 1
      }
    }
    return this.#later[index] as number
  }
}

const deliveredText = (name: string, slot: Slot, recv: Datagram, overtaken: boolean): string => {
  const after = durationText(Math.max(0, recv.done - slot.time))
  const call = Number.isNaN(recv.limit) ? `A ${name}` : `A ${name} of at most ${counted(recv.limit, 'byte')}`
  const gone = slot.length - recv.length
  const took =
    gone > 0
      ? `${call} took the first ${grouped(recv.length)} of its ${counted(slot.length, 'byte')}; the other ${grouped(gone)} are lost, because the next ${name} begins with the next datagram.`
      : `${call} returned all ${counted(slot.length, 'byte')} of it ${after} after it was sent.`
  return overtaken ? `${took} A datagram that was sent later was delivered before it.` : took
}

const unreadText = (name: string, reader: UdpSocket | undefined): string => {
  const end =
    reader?.closedAt === undefined
      ? `No ${name} returned it before the log ended`
      : `No ${name} returned it before the reader's socket was closed`
  return `${end}; it may still have been in the receive buffer.${dropsText(reader)}`
}

const dropsText = (reader: UdpSocket | undefined): string =>
  reader?.drops
    ? ` The reader's kernel counted ${counted(reader.drops.count, 'datagram')} as dropped at this socket.`
    : ''

/** Says that no socket was bound to the port when it was sent, if the log shows that. */
const earlyText = ({ done }: Slot, reader: UdpSocket | undefined): string =>
  reader?.boundAt !== undefined && reader.boundAt > done
    ? ` The reader's socket was bound to its port only ${durationText(reader.boundAt - done)} after it was sent.`
    : ''

/** `among` is how many datagrams the ECONNREFUSED of a call may be about. */
const refusedText = (among: number): string =>
  among === 1
    ? 'The next call on this socket failed with ECONNREFUSED: nobody listened at the port.'
    : `A later call on this socket failed with ECONNREFUSED: for at least one of the ${among} datagrams sent before it, nobody listened at the port.`

/** What the capture shows, if there is one besides the calls. */
const seenText = (slot: Slot, datagrams: Datagrams): string => {
  if (datagrams.base === 'segment' || !datagrams.isCaptured) return ''
  if (slot.isLostOnWire) return ''
  return slot.captured ? ' A packet with it was captured.' : ' No packet with it was captured.'
}

/** Whether exactly as many datagrams did not reach this socket as its kernel counted as dropped. */
const allDropped = (reader: UdpSocket, sockets: UdpSockets): boolean => {
  if (!reader.drops) return false
  const { count, time } = reader.drops
  let undelivered = 0
  for (const { datagrams } of sockets.into(reader)) {
    if (!datagrams || datagrams.base === 'recv') continue
    for (let index = 0; index < datagrams.count; index += 1) {
      if (datagrams.received[index] === 0 && datagrams.slot(index).done <= time) undelivered += 1
    }
  }
  return undelivered === count
}

/** An ECONNREFUSED is about datagrams sent before it and after the previous ECONNREFUSED. */
const refusedAmong = (
  stream: UdpStream,
  datagrams: Datagrams,
  sockets: UdpSockets,
): Uint32Array | undefined => {
  const { port } = stream.destination
  const refusals = (sockets.at(stream.source)?.refusals ?? []).filter(
    ({ peer }) => peer.port === port || peer.port === 0,
  )
  if (refusals.length === 0) return undefined
  const { count } = datagrams
  const among = new Uint32Array(count)
  let index = 0
  for (const { time } of refusals) {
    const before: number[] = []
    for (; index < count && datagrams.slot(index).time < time; index += 1)
      if (datagrams.received[index] === 0) before.push(index)
    for (const each of before) among[each] = before.length
  }
  return among
}
