// What a packet with a SYN means for the connection that its endpoints already have (RFC 9293, 3.10.7).
import { type Payload, TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN } from '@unstick/pcapng'
import type { Stream } from './stream.ts'

/** Whether it can begin a connection: a SYN alone or with an ACK. With FIN or RST no receiver takes it for one. */
export const isSyn = ({ flags }: Payload): boolean =>
  (flags & TCP_SYN) !== 0 && (flags & (TCP_FIN | TCP_RST)) === 0

/** Whether it begins another connection of the same endpoints: a new number after bytes came, or after the end. */
export const beginsAgain = (stream: Stream, payload: Payload): boolean => {
  const { sequence } = stream
  if (isDamaged(stream, payload) || isAnsweredAgain(stream, payload)) return false
  if ((payload.flags & TCP_ACK) !== 0) return isUsed(stream) && sequence.isOther(payload.sequence)
  return (
    (isUsed(stream) || isUsed(stream.reverse)) && (sequence.isOther(payload.sequence) || !sequence.fromStart)
  )
}

/** Whether it is a segment in the middle of its stream, whose SYN flag must be damaged. */
export const isDamaged = (stream: Stream, { sequence, originalLength }: Payload): boolean => {
  if (!isUsed(stream) || isOver(stream) || !stream.sequence.isOther(sequence)) return false
  const offset = stream.sequence.offsetOf(sequence)
  if (offset === undefined) return false
  const ahead = offset - stream.capture.next
  return originalLength > 0 ? ahead > -NEAR && ahead < NEAR : ahead === 0
}

/**
 * Whether it answers the captured SYN of the other side once more with another number, though bytes came since the first
 * answer: two machines that share an address do so. A client that has its connection takes nothing from it; one that closed it may have used the
 * number again.
 */
export const isAnsweredAgain = (stream: Stream, { flags, sequence, acknowledgment }: Payload): boolean =>
  (flags & TCP_ACK) !== 0 &&
  stream.capture.next > 0 &&
  !isOver(stream) &&
  (stream.reverse === undefined || !isOver(stream.reverse)) &&
  stream.sequence.isOther(sequence) &&
  stream.reverse?.sequence.fromStart === true &&
  stream.reverse.sequence.isFirst(acknowledgment)

/** A new connection's number is this near to the old one's only once in 2,048 times. */
const NEAR = 2 ** 20

/** Whether this direction was closed or reset. */
export const isOver = ({ finSeen, resetSeen }: Stream): boolean =>
  finSeen !== undefined || resetSeen !== undefined

const isUsed = (stream: Stream | undefined): boolean =>
  stream !== undefined && (stream.capture.next > 0 || isOver(stream))
