// Puts captured packets on their stream: TCP by sequence number, UDP one datagram after the other.
import { type Payload, TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '@unstick/pcapng'
import type { Connections } from './connections.ts'
import type { Stream } from './stream.ts'
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
    takeTcp(stream, payload, time, place)
    takeAcknowledgment(stream, payload, time)
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
  if (packets.hasLeft(id)) return takeArrival(packets.arrive(id), payload, time, place)
  const stream = streamOf(connections, payload, time)
  if (!stream) return undefined
  if (!payload.hasTcpHeader) {
    packets.leave(id, datagramOf(stream, payload, time, place))
    return stream
  }
  const ends = stream.useEnds()
  takeTcp(stream, payload, time, place)
  const start = payload.originalLength > 0 ? stream.sequence.offsetOf(sequenceOf(payload)) : undefined
  const flight =
    start === undefined ? undefined : ends.flights.leave(start, start + payload.originalLength, time)
  const acknowledged = acknowledgedOffset(stream, payload)
  if (acknowledged !== undefined) stream.reverse?.useEnds().acknowledgmentsLeft.add(time, acknowledged)
  packets.leave(id, { transport: 'tcp', stream, flight })
  return stream
}

/** `undefined` for a packet that arrived again, because it brings nothing new. */
const takeArrival = (
  packet: OnItsWay | undefined,
  payload: Payload,
  time: number,
  place: number,
): Stream | undefined => {
  if (!packet) return undefined
  const { stream } = packet
  if (packet.transport === 'udp') {
    addDatagram(packet, time)
    return stream
  }
  takeAcknowledgment(stream, payload, time)
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
  if (!payload.hasTcpHeader || (payload.flags & (TCP_SYN | TCP_ACK)) !== TCP_SYN)
    return connections.stream(payload)
  const stream = connections.begun(payload, time)
  return stream && isReused(stream, payload.sequence) ? connections.renew(payload, time) : stream
}

/** The sequence number of the payload's first byte: a SYN takes one number before it. */
const sequenceOf = ({ flags, sequence }: Payload): number =>
  (flags & TCP_SYN) === 0 ? sequence : (sequence + 1) >>> 0

const takeTcp = (stream: Stream, payload: Payload, time: number, place: number): void => {
  const { flags } = payload
  const sequence = sequenceOf(payload)
  if ((flags & TCP_SYN) !== 0) takeSyn(stream, payload)
  if (payload.originalLength > 0) takeBytes(stream, sequence, payload, time, place)
  if ((flags & TCP_FIN) !== 0) {
    stream.finSeen ??= time
    stream.finOffset ??= stream.sequence.offsetOf((sequence + payload.originalLength) >>> 0)
  }
  if ((flags & TCP_RST) !== 0) stream.resetSeen ??= time
}

/** Whether the packet begins another connection of the same endpoints: a new SYN after the last carried bytes or ended. */
const isReused = (stream: Stream, sequence: number): boolean => {
  const { reverse } = stream
  const used = [stream, reverse].some(
    (each) => each && (each.capture.next > 0 || each.finSeen !== undefined || each.resetSeen !== undefined),
  )
  return used && (stream.sequence.isOther(sequence) || !stream.sequence.fromStart)
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

const takeAcknowledgment = (stream: Stream, payload: Payload, time: number): void => {
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

const takeBytes = (stream: Stream, sequence: number, payload: Payload, time: number, place: number): void => {
  const start = stream.sequence.offsetOf(sequence)
  if (start === undefined) {
    stream.outOfWindow += 1
    return
  }
  // Bytes before the known beginning: the capture began in the middle of the connection.
  const before = Math.min(payload.originalLength, Math.max(0, -start))
  const length = payload.originalLength - before
  if (length === 0) return
  stream.capture.take(start + before, length, Math.max(0, payload.length - before), time, place + before)
  const end = start + payload.originalLength
  if (end === stream.capture.next) stream.sequence.advance(end, (sequence + payload.originalLength) >>> 0)
}
