// Whether a packet that came by a new way continues a known connection: addresses and ports may be the same in two VLANs or
// tunnels, while one connection may also change its way, and its directions may have different ones.
import { type Payload, TCP_ACK, TCP_RST } from '@unstick/pcapng'
import type { Stream } from './stream.ts'
import { isOver, isSyn } from './syn.ts'

/** A number of another connection is this near to what is expected only once in 512 times. */
const NEAR = 2 ** 22

/** Whether a TCP packet can belong to the stream of its direction, by the numbers that both directions have counted so far. */
export const mayContinue = (stream: Stream, payload: Payload): boolean => {
  const { sequence, reverse } = stream
  const { flags } = payload
  if ((flags & TCP_RST) !== 0) return true
  const isAcknowledging = (flags & TCP_ACK) !== 0
  if (isSyn(payload)) {
    // The same ports may be used again, by another way.
    if (isOver(stream)) return true
    if (sequence.known) return !sequence.isOther(payload.sequence)
    if (!isAcknowledging) return reverse?.sequence.known !== true
    return reverse?.sequence.fromStart !== true || reverse.sequence.isFirst(payload.acknowledgment)
  }
  if (sequence.known && !isNear(stream, payload.sequence)) return false
  return !isAcknowledging || reverse?.sequence.known !== true || isNear(reverse, payload.acknowledgment)
}

const isNear = ({ sequence, capture }: Stream, number: number): boolean => {
  const offset = sequence.offsetOf(number)
  return offset !== undefined && Math.abs(offset - capture.next) < NEAR
}
