// A segment far ahead of all others of its stream. One damaged sequence number must not make a stream of a gigabyte, so it
// waits until a second segment, or an acknowledgment, is at the same place. Where a capture lost much, that is the next one.

/** Bytes that no sender is ahead of a receiver in practice, though RFC 7323 (2.3) allows windows of up to 1 GiB. */
export const FAR = 2 ** 24

export interface FarSegment {
  /** The number of its first byte. */
  readonly sequence: number
  /** Its length, and how many bytes of it the capture kept. */
  readonly length: number
  readonly captured: number
  /** Nanoseconds after the epoch. */
  readonly time: number
  /** Where its bytes are in the log. */
  readonly place: number
}

/** Whether a number of the same stream is so close that both are at the right place. */
export const isNear = ({ sequence }: FarSegment, number: number): boolean => {
  const distance = (number - sequence) | 0
  return distance > -FAR && distance < FAR
}
