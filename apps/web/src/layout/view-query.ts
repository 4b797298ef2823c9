// What is asked of a layout.
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import type { TrackQuery } from '../model/stream/track.ts'

/** What is asked: which part of which stream, how wide. */
export interface ViewQuery {
  readonly stream: number
  readonly axis: AxisKind
  /** Left out: even. */
  readonly scale?: ByteScale
  /** `undefined`: all of it. */
  readonly domain: Domain | undefined
  /** CSS pixels of the plot. */
  readonly width: number
  /** Replay: only what had happened by then, in nanoseconds after the epoch. */
  readonly until: number | undefined
  /** On the axis of time: the connections in sight beside the stream; none where it is alone. */
  readonly tracks?: readonly TrackQuery[]
}
