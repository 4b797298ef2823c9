// What of a replay is on its way: bytes between two lanes, and those that lie waiting for a recv. Bounded in number.
import type { Label } from './label.ts'

/**
 * `moving`: sent, and not yet captured (or, where nothing was captured, its send has not returned). `waiting`: in the
 * receive buffer. `taking`: a recv was called that will return it. `lost`: a datagram that goes no farther.
 */
export type Phase = 'moving' | 'waiting' | 'taking' | 'lost'

/** Bytes of one colour that travel together. All `x` are the plot's pixels, as everywhere in a layout. */
export interface PieceInFlight {
  /** Its first byte. */
  readonly key: number
  readonly phase: Phase
  readonly tint: number
  /** Progress of the phase's way, 0 to 1: even between its two measured moments. */
  readonly at: number
  /** Nanoseconds after the epoch: when it came to where it is, or is lost. */
  readonly since: number
  /** The place of the lane it came from, and where it is there; -1 where that is not shown. */
  readonly origin: number
  /** The place of the lane that it moves to, or in which a recv takes it; -1: the receive buffer. */
  readonly target: number
  readonly o0: number
  readonly o1: number
  /** Its place in the receive buffer. */
  readonly v0: number
  readonly v1: number
  /** Where the way ends: at the lane it moves to (`moving`, `lost`) or in its recv (`taking`). */
  readonly t0: number
  readonly t1: number
}

/** One hop of the path: from a send to the recv that takes it. */
export interface InFlightLayout {
  /** The places of the lanes between which bytes wait. */
  readonly above: number
  readonly below: number
  /** Nanoseconds after the epoch. */
  readonly until: number
  /** In stream order. */
  readonly pieces: readonly PieceInFlight[]
  /** Where sent bytes wait for a recv; none where the log has no recv at all. */
  readonly receiveBuffer: { readonly x0: number; readonly x1: number } | undefined
  /** Whether segments show that bytes arrived; else it is only known that they were sent. */
  readonly captured: boolean
  /** Whether the receive buffer's pieces are datagrams, which keep their borders. */
  readonly bordered: boolean
  /** On the receive buffer's pieces. */
  readonly labels: readonly Label[]
  /** Bytes in the receive buffer, also where the view does not show them. */
  readonly bytes: number
  /** When the oldest of them came, in nanoseconds after the epoch; `undefined` where none waits. */
  readonly oldest: number | undefined
  /** What happened last, in words; `undefined` before anything did. */
  readonly lastEvent: string | undefined
}
