// A measured range: a part of one axis, where its ends may come from, and the worker's answer about it.
import type { LaneName } from '@unstick/session'
import type { FoundCounts } from '../findings/finding-columns.ts'
import type { Interval } from '../lanes/interval.ts'
import type { AxisKind, Domain } from '../axis/axis.ts'

/**
 * A part of an axis, in whole bytes or nanoseconds. Bytes are `[from, to)`; a moment at `to` still belongs to the
 * range.
 */
export interface Range {
  readonly axis: AxisKind
  readonly from: number
  readonly to: number
}

/** Where to put a range's end. */
export type RangeEnd =
  /** There, or at an interval's edge within `reach` of it. */
  | { readonly kind: 'near'; readonly at: number; readonly reach: number }
  /** At the next edge after it (1) or before it (-1). */
  | { readonly kind: 'next'; readonly at: number; readonly toward: 1 | -1 }
  /** Where an interval begins or ends; `moment`: where the time axis draws it. */
  | { readonly kind: 'interval'; readonly interval: Interval; readonly edge: 'start' | 'end' | 'moment' }

export interface RangeQuestion {
  readonly axis: AxisKind
  readonly ends: readonly [RangeEnd, RangeEnd]
}

export interface LaneCount {
  readonly lane: LaneName
  readonly count: number
  /** Bytes of the lane's intervals; on the bytes axis only those in the range. */
  readonly bytes: number
}

export interface RangeCounts {
  readonly lanes: readonly LaneCount[]
  /** `undefined` with framing off, because a recv taken for one message is neither whole nor begun. */
  readonly messages:
    | {
        /** Messages that lie in the range, or were complete in it. */
        readonly whole: number
        /** Messages whose first byte is in the range and whose last is not. */
        readonly begun: number
      }
    | undefined
  /** The findings of the intervals in the range. */
  readonly found: FoundCounts
  /** Time axis: the longest pause between two events, in nanoseconds; `undefined` if there are fewer than two. */
  readonly gap: number | undefined
}

export interface RangeAnswer {
  readonly range: Range
  /** Whether each end is at an interval's edge. */
  readonly snapped: readonly [boolean, boolean]
  readonly counts: RangeCounts
  /** The same on the other axis; `undefined` if the range is empty. */
  readonly elsewhere: Domain | undefined
}
