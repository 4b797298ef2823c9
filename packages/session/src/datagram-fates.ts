// What became of each datagram that was sent, with the evidence in a sentence, and no more than the log tells.
import type { Datagram } from './datagram-match.ts'
import type { Datagrams } from './datagrams.ts'
import type { LaneKind } from './lane.ts'
import { counted, durationText, grouped } from './quantity.ts'
import type { Stream } from './stream.ts'
import type { UdpSocket, UdpSockets } from './udp-sockets.ts'

export type Fate =
  | 'delivered'
  /** Delivered after one that was sent later. */
  | 'reordered'
  /** Longer than the recv's limit: its end is gone for good. */
  | 'truncated'
  /** The reader's calls are known, and none of them can have it any more. */
  | 'lost'
  /** Nobody listened at the port. */
  | 'refused'
  /** It may still have lain in the receive buffer when the log or the socket ended. */
  | 'unread'
  /** The log does not have the other end's calls. */
  | 'not-measured'

export interface DatagramFate {
  readonly fate: Fate
  /** The lane and the interval that is the datagram as it was sent, or where no sends are known as it was captured. */
  readonly lane: LaneKind
  readonly index: number
  /** Bytes that nobody will ever receive. */
  readonly gone: number
  readonly text: string
}

type Slot = Datagrams['slots'][number]

/** One for each datagram of a UDP stream of which calls are known, in the order sent; of all other streams none. */
export const datagramFates = (stream: Stream, sockets: UdpSockets): readonly DatagramFate[] => {
  const { datagrams } = stream
  // Where only recvs are known, all that is known was delivered, and what they left out nobody can tell.
  if (!datagrams || datagrams.base === 'recv') return []
  const slots = datagrams.slots
  const reader = sockets.at(stream.destination)
  const refused = refusalsOf(stream, slots, sockets)
  const later = laterDelivered(slots)
  const dropped = reader !== undefined && allDropped(reader, sockets)
  return slots.map((slot, index) => {
    const told = (fate: Fate, text: string, gone = 0): DatagramFate => ({
      fate,
      lane: datagrams.base,
      index,
      gone,
      text,
    })
    const received = slot.recv === undefined ? undefined : datagrams.all('recv')[slot.recv]
    if (received) return delivered(slot, received, later[index]?.first, told)
    const seen = seenText(slot, datagrams)
    const refusal = refused.get(index)
    if (refusal !== undefined) return told('refused', refusal, slot.length)
    if (!reader)
      return told(
        'not-measured',
        `No recv calls of the other end are in this log: what became of it is not known.${seen}`,
      )
    return missing(slot, reader, later[index]?.count ?? 0, dropped, seen, told)
  })
}

type Told = (fate: Fate, text: string, gone?: number) => DatagramFate

const delivered = (slot: Slot, recv: Datagram, firstLater: number | undefined, told: Told): DatagramFate => {
  const after = durationText(Math.max(0, recv.done - slot.time))
  const call = Number.isNaN(recv.limit) ? 'A recv' : `A recv of at most ${counted(recv.limit, 'byte')}`
  const order =
    firstLater !== undefined && slot.recv !== undefined && firstLater < slot.recv
      ? ' One that was sent after it had been delivered before.'
      : ''
  const gone = slot.length - recv.length
  if (gone > 0)
    return told(
      'truncated',
      `${call} took the first ${grouped(recv.length)} of its ${counted(slot.length, 'byte')}; the other ${grouped(gone)} are gone for good, for the next recv begins with the next datagram.${order}`,
      gone,
    )
  const text = `${call} returned all ${counted(slot.length, 'byte')} of it ${after} after it was sent.`
  return order === '' ? told('delivered', text) : told('reordered', text + order)
}

/** Of a datagram that no recv returned, although calls of its reader's socket are in the log. */
const missing = (
  slot: Slot,
  reader: UdpSocket,
  laterOnes: number,
  dropped: boolean,
  seen: string,
  told: Told,
): DatagramFate => {
  const counter = reader.drops
    ? ` The reader's kernel counted ${counted(reader.drops.count, 'datagram')} dropped at this socket.`
    : ''
  const why =
    laterOnes > 0
      ? `No recv returned it, though ${counted(laterOnes, 'datagram')} sent after it came through.`
      : reader.emptyAt !== undefined && reader.emptyAt > slot.done
        ? 'No recv returned it, and a later one found the receive buffer empty.'
        : dropped
          ? 'No recv returned it, and as many as are missing were dropped before any recv.'
          : undefined
  if (why !== undefined) return told('lost', why + counter + seen, slot.length)
  const end =
    reader.closedAt === undefined
      ? 'No recv returned it before the log ended'
      : "No recv returned it before the reader's socket was closed"
  return told('unread', `${end}: it may still have lain in the receive buffer.${counter}${seen}`)
}

/** What the capture says, where there is one beside the calls. */
const seenText = (slot: Slot, datagrams: Datagrams): string => {
  if (datagrams.base === 'segment' || datagrams.all('segment').length === 0) return ''
  return slot.segment === undefined ? ' The capture does not have it.' : ' The capture has it.'
}

/** For each slot how many behind it were delivered, and the earliest recv that one of those came with. */
const laterDelivered = (slots: readonly Slot[]): readonly { count: number; first: number | undefined }[] => {
  const later: { count: number; first: number | undefined }[] = []
  let count = 0
  let first: number | undefined
  for (let index = slots.length - 1; index >= 0; index -= 1) {
    later[index] = { count, first }
    const recv = slots[index]?.recv
    if (recv === undefined) continue
    count += 1
    first = Math.min(first ?? recv, recv)
  }
  return later
}

/** Whether just as many datagrams did not arrive at this socket as its kernel counted dropped. */
const allDropped = (reader: UdpSocket, sockets: UdpSockets): boolean => {
  if (!reader.drops) return false
  const { count, time } = reader.drops
  let undelivered = 0
  for (const { datagrams } of sockets.into(reader))
    for (const slot of datagrams?.base === 'recv' ? [] : (datagrams?.slots ?? []))
      if (slot.recv === undefined && slot.done <= time) undelivered += 1
  return undelivered === count
}

/** Sentences by slot. An ECONNREFUSED tells of datagrams sent before it, and after the one before. */
const refusalsOf = (stream: Stream, slots: readonly Slot[], sockets: UdpSockets): Map<number, string> => {
  const told = new Map<number, string>()
  const { port } = stream.destination
  const refusals = (sockets.at(stream.source)?.refusals ?? []).filter(
    ({ peer }) => peer.port === port || peer.port === 0,
  )
  let index = 0
  for (const { time } of refusals) {
    const before: number[] = []
    for (let slot = slots[index]; slot && slot.time < time; slot = slots[++index])
      if (slot.recv === undefined) before.push(index)
    const text =
      before.length === 1
        ? 'The next call on this socket gave ECONNREFUSED: nobody listened at the port.'
        : `A later call on this socket gave ECONNREFUSED: at least one of the ${before.length} sent until then found nobody at the port.`
    for (const each of before) told.set(each, text)
  }
  return told
}
