// The request for a layout.
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import type { TrackQuery } from '../model/stream/track.ts'

/** Which part of which stream, and how wide. */
export interface ViewQuery {
  readonly stream: number
  readonly axis: AxisKind
  /** If left out: even. */
  readonly scale?: ByteScale
  /** `undefined`: all of it. */
  readonly domain: Domain | undefined
  /** CSS pixels of the plot. */
  readonly width: number
  /** Replay: only what had happened by then, in nanoseconds after the epoch. */
  readonly until: number | undefined
  /** On the time axis: whether there is no room for a row for each line of a program. */
  readonly folded?: boolean
  /** On the time axis: the connections in sight besides the stream; none if it is alone. */
  readonly tracks?: readonly TrackQuery[]
}
