// What a layout is made from: one stream with its lanes, colours and overlaps, as the worker holds them.
import type { ColourRuns, Framed, Holding, Lane, LaneKind, Overlaps, Unread } from '@unstick/session'
import type { Hop, Lanes } from '../lanes/lanes.ts'
import type { StreamIndex } from './stream-index.ts'
import type { FoundColumn } from '../findings/finding-columns.ts'
import type { ProgramLines } from '../programs/program-lines.ts'
import type { AxisKind, ByteScale, Domain } from '../axis/axis.ts'
import { type AxisLine, linearLine } from '../axis/axis-line.ts'

export type Frames = { readonly lane: Lane } & Pick<
  Framed,
  'headers' | 'trailers' | 'marks' | 'holes' | 'naive' | 'error' | 'held' | 'needed'
>

export interface Subject {
  readonly stream: number
  /** Results computed from it earlier. */
  readonly index: StreamIndex
  /** In the order in which bytes pass them; lanes without observations are left out. */
  readonly lanes: Lanes
  /** The lanes without the messages, grouped by connection. */
  readonly hops: readonly [Hop, ...Hop[]]
  readonly frames: Frames
  readonly runs: ColourRuns
  /** What the runs after the frames (or all runs, with framing off) are parts of. */
  readonly runNoun: LaneKind
  /** Between neighbouring lanes with intervals; `upper` and `lower` are indices into `lanes`. */
  readonly joints: readonly { readonly upper: number; readonly lower: number; readonly overlaps: Overlaps }[]
  readonly length: number
  readonly extent: Domain
  readonly time: AxisLine
  readonly bytes: AxisLine
  readonly found: readonly FoundColumn[]
  /**
   * On a UDP stream, the datagrams that no recv got, by their index in the first lane that saw them; else undefined.
   */
  readonly lost?: Lost | undefined
  /** When packets left that the wire lost, in nanoseconds after the epoch. */
  readonly lostOnWire?: readonly number[]
  /** When the sender's host got an acknowledgement that went further than those before, in nanoseconds after the epoch. */
  readonly acknowledged?: Float64Array | undefined
  /** Bytes that no recv returned. */
  readonly unread?: Unread | undefined
  /** The encoding of its text; left out: UTF-8. */
  readonly encoding?: string | undefined
  /** What the framer held after a recv; left out with framing off. */
  readonly holding?: ((index: number) => Holding) | undefined
  /** For each lane of calls, the lines of its program; `undefined` if there are too many to show. */
  readonly programs?: readonly (ProgramLines | undefined)[] | undefined
  /** When the end of the stream was seen on the wire, in nanoseconds after the epoch. */
  readonly end?: number | undefined
  readonly read: (start: number, end: number) => Uint8Array
}

/** Which datagrams are lost, by their index. */
export type Lost = Pick<ReadonlySet<number>, 'has'>

/** The line of an axis. */
export const lineOf = ({ time, bytes, length }: Subject, axis: AxisKind, scale: ByteScale): AxisLine =>
  axis === 'time' ? time : scale === 'even' ? bytes : linearLine(length)

/** Offsets of the body that a colour run belongs to: the frame's without header and trailer, or the whole run. */
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
