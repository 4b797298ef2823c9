// The bytes in flight at a replay's moment: those between two lanes, and those that wait for a recv. Their number is
// bounded.
import type { Label } from './label.ts'

/**
 * `moving`: sent, and not yet captured (or if nothing was captured: the send has not returned). `waiting`: in the
 * receive buffer. `taking`: a recv was called that will return it. `lost`: a datagram that goes no farther.
 */
export type Phase = 'moving' | 'waiting' | 'taking' | 'lost'

/** Bytes of one colour that travel together. Each `x` is in pixels of the plot, as everywhere in a layout. */
export interface PieceInFlight {
  /** Its first byte. */
  readonly key: number
  readonly phase: Phase
  readonly tint: number
  /** Progress within the phase, 0 to 1, at even speed between its two measured moments. */
  readonly at: number
  /** Nanoseconds after the epoch: when it reached its place, or was lost. */
  readonly since: number
  /** The index of the lane it came from, and where it is on it; -1 if that is not shown. */
  readonly origin: number
  /** The index of the lane that it moves to, or on which a recv takes it; -1: the receive buffer. */
  readonly target: number
  readonly o0: number
  readonly o1: number
  /** Its place in the receive buffer. */
  readonly v0: number
  readonly v1: number
  /** Where its way ends: on the lane it moves to (`moving`, `lost`) or in its recv (`taking`). */
  readonly t0: number
  readonly t1: number
}

/** One hop of the path: from a send to the recv that takes it. */
export interface InFlightLayout {
  /** The indices of the lanes between which bytes wait. */
  readonly above: number
  readonly below: number
  /** Nanoseconds after the epoch. */
  readonly until: number
  /** In stream order. */
  readonly pieces: readonly PieceInFlight[]
  /** Where sent bytes wait for a recv; none if the log has no recv at all. */
  readonly receiveBuffer: { readonly x0: number; readonly x1: number } | undefined
  /** Whether segments show that bytes arrived. Otherwise it is only known that they were sent. */
  readonly captured: boolean
  /** Whether the receive buffer's pieces are datagrams, which keep their borders. */
  readonly bordered: boolean
  /** On the receive buffer's pieces. */
  readonly labels: readonly Label[]
  /** Bytes in the receive buffer, including those outside the view. */
  readonly bytes: number
  /** When the oldest of them came, in nanoseconds after the epoch; `undefined` if none waits. */
  readonly oldest: number | undefined
  /** The last event in words; `undefined` before the first. */
  readonly lastEvent: string | undefined
}
