// Whether bytes that left at some moment had waited for an acknowledgement that the other side had delayed.
import type { Stream } from '../streams/stream.ts'

/** An acknowledgement later than this after the bytes' arrival was delayed: Linux delays 40 ms or more (TCP_DELACK_MIN). */
const DELAYED = 35e6
/** Bytes that wait for an acknowledgement leave within this time after it arrives. */
export const AT_ONCE = 5e6

/**
 * How long, in nanoseconds, the other side delayed the acknowledgement that the bytes leaving at `left` had waited for;
 * `undefined` if they did not wait, or if it was not seen at both ends.
 */
export const waitedForAcknowledgement = (stream: Stream, left: number): number | undefined => {
  const { ends, acknowledged } = stream
  const released = acknowledged.lastBy(left)
  if (!ends || !released || left - released.time > AT_ONCE) return undefined
  // A byte after one that is missing arrived, too, but cannot be acknowledged.
  const received = ends.received.when(released.offset)
  const answered = ends.acknowledgmentsLeft.when(released.offset)
  if (received === undefined || answered === undefined) return undefined
  const waited = answered - received
  return waited >= DELAYED ? waited : undefined
}
