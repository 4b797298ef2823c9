// What is known about a segment that was lost on the wire and sent again.
import { durationText } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'

/** Linux's shortest retransmission time-out is 200 ms (tcp_rto_min_us); its timers' clock may tick every 4 ms. */
const LEAST_TIMEOUT = 196e6

/** What an arriving packet makes the sender send leaves within this time. */
const AT_ONCE = 5e6

export interface SentAgain {
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
  const [first] = copies
  if (first === undefined || !Number.isNaN(flights.arrivals[first])) return undefined
  const arrived = copies.find((flight) => !Number.isNaN(flights.arrivals[flight]))
  if (arrived === undefined) return undefined
  const after = (flights.lefts[arrived] as number) - (flights.lefts[first] as number)
  const left = flights.lefts[arrived] as number
  const silent = left - (flights.lefts[arrived - 1] as number)
  const answers = left - (ends.lastHeard(left) ?? -Infinity) <= AT_ONCE
  return { after, isTimeout: silent >= LEAST_TIMEOUT && !answers }
}

export const sentAgainText = ({ after, isTimeout }: SentAgain): string =>
  isTimeout
    ? `was lost on its way, and sent again ${durationText(after)} later, when its retransmission time-out had run out`
    : `was lost on its way, and sent again ${durationText(after)} later`
