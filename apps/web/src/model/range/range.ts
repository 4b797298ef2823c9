// What is measured: a part of one axis, where its ends may come from, and what the worker says of it.
import type { LaneName } from '@unstick/session'
import type { FoundCounts } from '../findings/finding-columns.ts'
import type { Interval } from '../lanes/interval.ts'
import type { AxisKind, Domain } from '../axis/axis.ts'

/** A part of an axis, in whole bytes or nanoseconds. Bytes are `[from, to)`; a moment at `to` still belongs to it. */
export interface Range {
  readonly axis: AxisKind
  readonly from: number
  readonly to: number
}

/** Where a range's end is to stand. */
export type RangeEnd =
  /** There, or at an interval's edge no farther from there than `reach`. */
  | { readonly kind: 'near'; readonly at: number; readonly reach: number }
  /** At the next edge after it (1) or before it (-1). */
  | { readonly kind: 'next'; readonly at: number; readonly toward: 1 | -1 }
  /** Where an interval begins or ends; `moment`: where it is drawn on the time axis. */
  | { readonly kind: 'interval'; readonly interval: Interval; readonly edge: 'start' | 'end' | 'moment' }

export interface RangeQuestion {
  readonly axis: AxisKind
  readonly ends: readonly [RangeEnd, RangeEnd]
}

export interface LaneCount {
  readonly lane: LaneName
  readonly count: number
  /** Bytes of the lane's intervals; on the bytes axis those of them that lie in the range. */
  readonly bytes: number
}

export interface RangeCounts {
  readonly lanes: readonly LaneCount[]
  /** `undefined` with framing off: what a naive reader takes for a message is neither whole nor begun. */
  readonly messages:
    | {
        /** Messages that lie in the range, or were complete in it. */
        readonly whole: number
        /** Messages whose first byte is in the range and whose last is not. */
        readonly begun: number
      }
    | undefined
  /** What was found of the intervals in the range. */
  readonly found: FoundCounts
  /** Time axis: the longest time between two things that happened, in nanoseconds; `undefined` with fewer than two. */
  readonly gap: number | undefined
}

export interface RangeAnswer {
  readonly range: Range
  /** Whether each end stands at an interval's edge. */
  readonly snapped: readonly [boolean, boolean]
  readonly counts: RangeCounts
  /** The same on the other axis; `undefined` where nothing is in the range. */
  readonly elsewhere: Domain | undefined
}
