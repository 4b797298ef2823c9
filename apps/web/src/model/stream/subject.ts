// What a layout is made of: one stream with its lanes, colours and overlaps, as the worker holds them.
import type { ColourRuns, Framed, Lane, LaneKind, Overlaps, Unread } from '@unstick/session'
import type { Hop, Lanes } from '../lanes/lanes.ts'
import type { StreamIndex } from './stream-index.ts'
import type { FoundColumn } from '../findings/finding-columns.ts'
import type { AxisKind, ByteScale, Domain } from '../axis/axis.ts'
import { type AxisLine, linearLine } from '../axis/axis-line.ts'

export type Frames = { readonly lane: Lane } & Pick<
  Framed,
  'headers' | 'trailers' | 'marks' | 'naive' | 'error' | 'held' | 'needed'
>

export interface Subject {
  readonly stream: number
  /** What was worked out of it before. */
  readonly index: StreamIndex
  /** In the order in which bytes pass them; those that nothing was observed on are left out. */
  readonly lanes: Lanes
  /** The lanes without messages, connection by connection. */
  readonly hops: readonly [Hop, ...Hop[]]
  readonly frames: Frames
  readonly runs: ColourRuns
  /** What the runs behind the frames (or all of them, framing off) are pieces of. */
  readonly runNoun: LaneKind
  /** Between neighbouring lanes that have intervals; `upper` and `lower` are places in `lanes`. */
  readonly joints: readonly { readonly upper: number; readonly lower: number; readonly overlaps: Overlaps }[]
  readonly length: number
  readonly extent: Domain
  readonly time: AxisLine
  readonly bytes: AxisLine
  readonly found: readonly FoundColumn[]
  /** Of a UDP stream the datagrams that reach no recv, by their index in the lane that was seen first; else undefined. */
  readonly lost?: Lost | undefined
  /** When packets left that were lost on the wire, in nanoseconds after the epoch. */
  readonly lostOnWire?: readonly number[]
  /** Bytes that no recv returned. */
  readonly unread?: Unread | undefined
  readonly read: (start: number, end: number) => Uint8Array
}

/** Which datagrams are lost, by their index. */
export type Lost = Pick<ReadonlySet<number>, 'has'>

/** The line that an axis is drawn along. */
export const lineOf = ({ time, bytes, length }: Subject, axis: AxisKind, scale: ByteScale): AxisLine =>
  axis === 'time' ? time : scale === 'even' ? bytes : linearLine(length)

/** Offsets of the body whose colour run it is: the frame's without header and trailer, or the whole run. */
export const bodyOf = (
  { frames, runs }: Subject,
  run: number,
): { readonly start: number; readonly end: number } => {
  const start = runs.starts[run] as number
  const end = runs.ends[run] as number
  return !frames.naive && run < frames.lane.count
    ? { start: start + (frames.headers[run] as number), end: end - (frames.trailers[run] as number) }
    : { start, end }
}
