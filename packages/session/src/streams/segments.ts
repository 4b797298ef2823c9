// Puts captured packets on their stream: TCP by sequence number, UDP one datagram after the other.
import { type Payload, TCP_ACK, TCP_FIN, TCP_PSH, TCP_RST, TCP_SYN } from '@unstick/pcapng'
import { FAR, type FarSegment, isNear } from '../tcp/far-segment.ts'
import type { Connections } from './connections.ts'
import type { Stream } from './stream.ts'
import { beginsAgain, isAnsweredAgain, isDamaged, isSyn } from './syn.ts'
import { addDatagram, datagramOf, type OnItsWay, type WirePackets } from './wire-packets.ts'

/**
 * Puts one captured packet on its stream and returns the stream. The payload is at `place` in the log. `undefined` if
 * the packet would need one connection too many.
 */
export const takePacket = (
  connections: Connections,
  payload: Payload,
  time: number,
  place: number,
): Stream | undefined => {
  const stream = streamOf(connections, payload, time)
  if (!stream) return undefined
  if (payload.hasTcpHeader) {
    takeTcp(connections, stream, payload, { time, place })
    takeAcknowledgment(connections, stream, payload, time)
  } else addDatagram(datagramOf(stream, payload, time, place), time)
  return stream
}

/** Like `takePacket`, for a packet whose number distinguishes its leaving from its arriving. */
export const takeWirePacket = (
  connections: Connections,
  packets: WirePackets,
  id: number,
  payload: Payload,
  time: number,
  place: number,
): Stream | undefined => {
  if (packets.hasLeft(id)) return takeArrival(connections, packets.arrive(id), payload, { time, place })
  const stream = streamOf(connections, payload, time)
  if (!stream) return undefined
  if (!payload.hasTcpHeader) {
    packets.leave(id, datagramOf(stream, payload, time, place))
    return stream
  }
  const ends = stream.useEnds()
  const start = takeTcp(connections, stream, payload, { time, place })
  const flight =
    start === undefined ? undefined : ends.flights.leave(start, start + payload.originalLength, time)
  const acknowledged = acknowledgedOffset(stream, payload)
  if (acknowledged !== undefined) stream.reverse?.useEnds().acknowledgmentsLeft.add(time, acknowledged)
  packets.leave(id, { transport: 'tcp', stream, flight })
  return stream
}

/** `undefined` for a packet that arrived again, because it brings nothing new. */
const takeArrival = (
  connections: Connections,
  packet: OnItsWay | undefined,
  payload: Payload,
  { time, place }: Seen,
): Stream | undefined => {
  if (!packet) return undefined
  const { stream } = packet
  if (packet.transport === 'udp') {
    addDatagram(packet, time)
    return stream
  }
  takeAcknowledgment(connections, stream, payload, time)
  stream.reverse?.useEnds().hear(time)
  const { flight } = packet
  if (flight === undefined) return stream
  const ends = stream.useEnds()
  const start = ends.flights.starts[flight] as number
  ends.arrive(flight, time, { start, length: payload.originalLength, captured: payload.length, place })
  return stream
}

/** The stream of the payload's direction; of a new connection if the packet's SYN begins one. */
const streamOf = (connections: Connections, payload: Payload, time: number): Stream | undefined => {
  if (!payload.hasTcpHeader || !isSyn(payload)) return connections.stream(payload)
  const stream = connections.begun(payload, time)
  return stream && beginsAgain(stream, payload) ? connections.renew(payload, time) : stream
}

/** When a packet was seen, in nanoseconds after the epoch, and where its payload is in the log. */
type Seen = Pick<FarSegment, 'time' | 'place'>

/** Returns the stream offset of its payload; `undefined` if it carried none, or none that has a place. */
const takeTcp = (
  connections: Connections,
  stream: Stream,
  payload: Payload,
  seen: Seen,
): number | undefined => {
  const { flags } = payload
  if (isSyn(payload) && isAnsweredAgain(stream, payload)) return undefined
  const begins = isSyn(payload) && !isDamaged(stream, payload)
  if (begins) takeSyn(stream, payload)
  // It begins nothing, and a receiver that drops it takes nothing from it.
  else if ((flags & TCP_SYN) !== 0 && (flags & TCP_FIN) !== 0) return undefined
  // A SYN takes one number before the first byte.
  const sequence = begins ? (payload.sequence + 1) >>> 0 : payload.sequence
  const start =
    payload.originalLength > 0 ? takePayload(connections, stream, sequence, payload, seen) : undefined
  if ((flags & TCP_FIN) !== 0) {
    stream.finSeen ??= seen.time
    stream.finOffset ??= stream.sequence.offsetOf((sequence + payload.originalLength) >>> 0)
  }
  if ((flags & TCP_RST) !== 0) stream.resetSeen ??= seen.time
  return start
}

const takeSyn = (stream: Stream, payload: Payload): void => {
  stream.sequence.begin(payload.sequence)
  stream.windowScale = payload.windowScale
  stream.role = (payload.flags & TCP_ACK) === 0 ? 'client' : 'server'
  if (stream.reverse) {
    stream.reverse.role ??= stream.role === 'client' ? 'server' : 'client'
    stream.reverse.maximumSegmentSize = payload.maximumSegmentSize
  }
}

/** What a packet acknowledges in the other direction, as an offset of that stream. */
const acknowledgedOffset = ({ reverse }: Stream, { flags, acknowledgment }: Payload): number | undefined => {
  // Until a byte or a SYN of the other direction was seen, there is nothing to count from.
  if ((flags & TCP_ACK) === 0 || !reverse?.sequence.known) return undefined
  const offset = reverse.sequence.offsetOf(acknowledgment)
  return offset !== undefined && offset >= 0 ? offset : undefined
}

const takeAcknowledgment = (
  connections: Connections,
  stream: Stream,
  payload: Payload,
  time: number,
): void => {
  const { reverse } = stream
  if (reverse && (payload.flags & TCP_ACK) !== 0) {
    reverse.sequence.settle(payload.acknowledgment)
    if (reverse.asked?.sequence === payload.acknowledgment) takeProbe(connections, reverse, reverse.asked)
    if (reverse.far && isNear(reverse.far, payload.acknowledgment)) takeFar(connections, reverse, reverse.far)
  }
  const offset = acknowledgedOffset(stream, payload)
  if (offset === undefined) return
  stream.reverse?.acknowledged.add(time, offset)
  // Only the SYNs say how windows are scaled.
  if (!stream.sequence.fromStart || !stream.reverse?.sequence.fromStart) return
  // A SYN's own window is not scaled, and both sides must offer to scale (RFC 7323, 2.2).
  const isSyn = (payload.flags & TCP_SYN) !== 0
  const scale = stream.reverse.windowScale === undefined ? 0 : (stream.windowScale ?? 0)
  stream.reverse.allowed.add(time, offset + payload.window * (isSyn ? 1 : 2 ** scale))
}

/** Returns the stream offset of the payload; `undefined` if it has no place in the stream, or none yet. */
const takePayload = (
  connections: Connections,
  stream: Stream,
  sequence: number,
  payload: Payload,
  { time, place }: Seen,
): number | undefined => {
  const { originalLength: length, length: captured } = payload
  if (stream.capture.next === 0) stream.sequence.settle(sequence)
  // The byte of a keep-alive itself came before the capture began.
  if (!stream.sequence.known && asksOnly(payload)) stream.sequence.offsetOf((sequence + 1) >>> 0)
  const { far } = stream
  if (far && isNear(far, sequence)) takeFar(connections, stream, far)
  const start = stream.sequence.offsetOf(sequence)
  if (start === undefined || start - stream.capture.next > FAR) {
    stream.far = { sequence, length, captured, time, place }
    connections.leftOut.add('OUT_OF_WINDOW')
    return undefined
  }
  const segment = { sequence, length, captured, time, place }
  if (start === -1 && asksOnly(payload)) {
    stream.capture.keepAlive(1)
    if (stream.capture.next === 0) stream.asked = segment
    return undefined
  }
  if (start < 0 && stream.beginEarlier(-start, segment)) {
    takeBytes(stream, 0, segment)
    takeEarlier(connections, stream)
    return 0
  }
  if (start + length > 0) return takeBytes(stream, start, segment)
  connections.leftOut.add('BEFORE_CAPTURE')
  stream.wait(segment)
  return undefined
}

/**
 * The byte of the first segment was taken for a keep-alive's, but the other side did not have it: it is a byte that probes a
 * closed window (RFC 9293, 3.8.6.1), and the stream's first.
 */
const takeProbe = (connections: Connections, stream: Stream, probe: FarSegment): void => {
  stream.asked = undefined
  const start = stream.sequence.offsetOf(probe.sequence)
  if (start === undefined || start >= 0 || !stream.beginEarlier(-start, probe)) return
  stream.capture.keepAlive(-1)
  takeBytes(stream, 0, probe)
  takeEarlier(connections, stream)
}

/** The stream begins earlier now: takes the segments that reach its beginning now. They were counted as left out. */
const takeEarlier = (connections: Connections, stream: Stream): void => {
  for (let taken = true; taken;) {
    taken = false
    for (const segment of stream.waiting()) {
      const start = stream.sequence.offsetOf(segment.sequence)
      const isInside = start !== undefined && start >= 0
      if (start === undefined || !(isInside || stream.beginEarlier(-start, segment))) {
        stream.wait(segment)
        continue
      }
      connections.leftOut.remove('BEFORE_CAPTURE')
      takeBytes(stream, Math.max(0, start), segment)
      taken = true
    }
  }
}

/** Takes a segment that is far ahead, because something else is there too. It was counted as left out. */
const takeFar = (connections: Connections, stream: Stream, far: FarSegment): void => {
  stream.far = undefined
  connections.leftOut.remove('OUT_OF_WINDOW')
  takeBytes(stream, stream.sequence.offsetAhead(far.sequence), far)
}

/** Whether it looks like a keep-alive with a byte (RFC 9293, 3.8.4): the byte is not pushed, as a program's byte would be. */
const asksOnly = ({ flags, originalLength }: Payload): boolean =>
  originalLength === 1 && (flags & (TCP_ACK | TCP_PSH | TCP_FIN | TCP_SYN | TCP_RST)) === TCP_ACK

const takeBytes = (
  stream: Stream,
  start: number,
  { sequence, length, captured, time, place }: FarSegment,
): number => {
  // Bytes before a stream's beginning, which a SYN or the calls said.
  const before = Math.max(0, -start)
  stream.capture.take(start + before, length - before, Math.max(0, captured - before), time, place + before)
  const end = start + length
  if (end === stream.capture.next) stream.sequence.advance(end, (sequence + length) >>> 0)
  return start
}
