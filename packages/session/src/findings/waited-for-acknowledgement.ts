// Whether what left at some moment had waited for an acknowledgement that the other side had kept back.
import type { Stream } from '../streams/stream.ts'

/** An acknowledgement later than this after the bytes' arrival was delayed: Linux's least is 40 ms (TCP_DELACK_MIN). */
const DELAYED = 35e6
/** What waits for an acknowledgement leaves within this time after it arrived. */
const AT_ONCE = 5e6

/**
 * How long the other side waited, in nanoseconds, before it acknowledged what `left` had waited for; `undefined` if it
 * did not wait, or if it was not seen at both ends.
 */
export const waitedForAcknowledgement = (stream: Stream, left: number): number | undefined => {
  const { ends, acknowledged } = stream
  const released = acknowledged.lastBy(left)
  if (!ends || !released || left - released.time > AT_ONCE) return undefined
  const { flights, acknowledgmentsLeft } = ends
  const [flight] = flights.of(released.offset - 1).filter((each) => !Number.isNaN(flights.arrivals[each]))
  const answered = acknowledgmentsLeft.when(released.offset)
  if (flight === undefined || answered === undefined) return undefined
  const waited = answered - (flights.arrivals[flight] as number)
  return waited >= DELAYED ? waited : undefined
}
