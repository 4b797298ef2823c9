// What is known about a segment that was lost on the wire and sent again.
import { durationText } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import type { TwoEnds } from '../tcp/two-ends.ts'

/** Linux's shortest retransmission time-out is 200 ms (tcp_rto_min_us); its timers' clock may tick every 4 ms. */
const LEAST_TIMEOUT = 196e6

export interface SentAgain {
  /** How many copies were lost before one arrived. */
  readonly lost: number
  /** Nanoseconds from the byte's first departure to the departure of the copy that arrived. */
  readonly after: number
  /** Whether the sender's timer ran out: for as long as it takes, nothing left, and no packet came that made it leave. */
  readonly isTimeout: boolean
}

/** `undefined` if the first copy of the byte at `offset` arrived, or if it was not seen at both ends. */
export const sentAgain = ({ ends }: Stream, offset: number): SentAgain | undefined => {
  if (!ends) return undefined
  const { flights } = ends
  const copies = flights.of(offset)
  const lost = copies.findIndex((flight) => !Number.isNaN(flights.arrivals[flight]))
  if (lost < 1) return undefined
  const arrived = copies[lost] as number
  const after = (flights.lefts[arrived] as number) - (flights.lefts[copies[0] as number] as number)
  return { lost, after, isTimeout: isTimeout(ends, arrived) }
}

/**
 * An answer that tells of the loss makes Linux send again at once, or after it has waited for packets that may only be out
 * of order: never for longer than a round trip (tcp_rack_reo_wnd, RFC 8985). A departure later than that was the timer's.
 */
const isTimeout = (ends: TwoEnds, flight: number): boolean => {
  const { lefts, shortest } = ends.flights
  const left = lefts[flight] as number
  const silent = left - (lefts[flight - 1] as number)
  const unanswered = left - (ends.lastHeard(left) ?? -Infinity)
  return silent >= LEAST_TIMEOUT && unanswered >= Math.max(LEAST_TIMEOUT, 2 * shortest)
}

export const sentAgainText = ({ lost, after, isTimeout }: SentAgain): string => {
  const timer = isTimeout ? ', when its retransmission time-out had run out' : ''
  return lost === 1
    ? `was lost on its way, and sent again ${durationText(after)} later${timer}`
    : `was lost on its way ${lost} times; the copy that arrived left ${durationText(after)} after the first${timer}`
}
