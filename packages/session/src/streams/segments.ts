// Captured packets put on their stream: TCP by sequence number, UDP one datagram behind the other.
import { type Payload, TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '@unstick/pcapng'
import type { Connections } from './connections.ts'
import type { Stream } from './stream.ts'

/**
 * Puts one captured packet on its stream, which it gives back; its payload lies at `place` of the log. `undefined` where
 * it is of one connection too many.
 */
export const takePacket = (
  connections: Connections,
  payload: Payload,
  time: number,
  place: number,
): Stream | undefined => {
  let stream = connections.stream(payload)
  if (!stream) return undefined
  if (!payload.hasTcpHeader) {
    const { originalLength: length, length: kept } = payload
    if (stream.datagrams)
      stream.datagrams.add('segment', { length, kept, place, time, done: time, limit: NaN })
    else stream.capture.take(stream.capture.next, length, kept, time, place)
    return stream
  }
  const { flags } = payload
  let sequence = payload.sequence
  if ((flags & TCP_SYN) !== 0) {
    if ((flags & TCP_ACK) === 0 && isReused(stream, sequence)) {
      stream = connections.renew(payload)
      if (!stream) return undefined
    }
    takeSyn(stream, payload)
    sequence = (sequence + 1) >>> 0
  }
  if ((flags & TCP_ACK) !== 0) takeAcknowledgment(stream, payload.acknowledgment, time)
  if (payload.originalLength > 0) takeBytes(stream, sequence, payload, time, place)
  if ((flags & TCP_FIN) !== 0) {
    stream.finSeen ??= time
    stream.finOffset ??= stream.sequence.offsetOf((sequence + payload.originalLength) >>> 0)
  }
  if ((flags & TCP_RST) !== 0) stream.resetSeen ??= time
  return stream
}

/** The same endpoints, but another connection: a SYN of its own after the last one carried bytes or ended. */
const isReused = (stream: Stream, sequence: number): boolean => {
  const { reverse } = stream
  const used = [stream, reverse].some(
    (each) => each && (each.capture.next > 0 || each.finSeen !== undefined || each.resetSeen !== undefined),
  )
  return used && (stream.sequence.isOther(sequence) || !stream.sequence.fromStart)
}

const takeSyn = (stream: Stream, payload: Payload): void => {
  stream.sequence.begin(payload.sequence)
  stream.role = (payload.flags & TCP_ACK) === 0 ? 'client' : 'server'
  if (stream.reverse) {
    stream.reverse.role ??= stream.role === 'client' ? 'server' : 'client'
    stream.reverse.maximumSegmentSize = payload.maximumSegmentSize
  }
}

const takeAcknowledgment = ({ reverse }: Stream, acknowledgment: number, time: number): void => {
  // Before a byte or a SYN of the other direction was seen there is nothing to count from.
  if (!reverse?.sequence.known) return
  const offset = reverse.sequence.offsetOf(acknowledgment)
  if (offset !== undefined && offset >= 0) reverse.acknowledged.add(time, offset)
}

const takeBytes = (stream: Stream, sequence: number, payload: Payload, time: number, place: number): void => {
  const start = stream.sequence.offsetOf(sequence)
  if (start === undefined) {
    stream.outOfWindow += 1
    return
  }
  // Bytes before the beginning that is known: a capture that began in mid-connection.
  const before = Math.min(payload.originalLength, Math.max(0, -start))
  const length = payload.originalLength - before
  if (length === 0) return
  stream.capture.take(start + before, length, Math.max(0, payload.length - before), time, place + before)
  const end = start + payload.originalLength
  if (end === stream.capture.next) stream.sequence.advance(end, (sequence + payload.originalLength) >>> 0)
}
