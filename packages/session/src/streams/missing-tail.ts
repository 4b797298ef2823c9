// Bytes at a stream's end that no packet brought, though other packets prove that they were sent.
import { grouped } from '../lanes/quantity.ts'
import type { Stream } from './stream.ts'
import type { Range } from './stream-bytes.ts'

export interface MissingTail extends Range {
  /** What proves them: the number of the FIN after them, or that the other side acknowledged them. */
  readonly proof: 'FIN' | 'ACK'
}

/** `undefined` if nothing proves that any byte is missing at the end. Ask when the log is over. */
export const missingTail = (stream: Stream): MissingTail | undefined => {
  const { capture, transport, finOffset, length } = stream
  if (transport === 'udp' || !stream.sequence.known || !stream.showsCapture) return undefined
  if (finOffset !== undefined && finOffset >= capture.next)
    return finOffset > length ? { start: length, end: finOffset, proof: 'FIN' } : undefined
  // Without the FIN, the last number that was acknowledged may be the FIN's (RFC 9293, 3.4), which is no byte.
  const end = stream.acknowledged.furthest - 1
  return end > length ? { start: length, end, proof: 'ACK' } : undefined
}

/** `Bytes 57,759 to 61,346 are missing at the end: …` */
export const tailWords = ({ start, end, proof }: MissingTail): string => {
  const missing = `Bytes ${grouped(start)} to ${grouped(end)} are missing at the end`
  return proof === 'FIN'
    ? `${missing}: the FIN's sequence number comes after them.`
    : `${missing}: the other side acknowledged at least as many.`
}
