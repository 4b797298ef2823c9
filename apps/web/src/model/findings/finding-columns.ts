// The places of findings in rising columns: two bisections count those in a range, however many there are.
import { bisectLeft } from 'd3-array'
import type { FindingKind, Lane, LaneName } from '@unstick/session'
import { laneNamed, type Lanes } from '../lanes/lanes.ts'
import { happenedBy, timeOrder } from '../lanes/moments.ts'

/** `fate`: what became of a datagram. */
export type FoundKind = FindingKind | 'fate'
export type FoundCounts = Readonly<Record<FoundKind, number>>

/** Findings of one kind on one lane: the indices of their intervals, rising. Only the first `count` are valid. */
export interface FoundColumn {
  readonly kind: FoundKind
  readonly lane: LaneName
  readonly count: number
  readonly indices: Uint32Array
}

/** One mark for each of a lane's intervals that has a finding in its columns. */
export const marksOf = (columns: readonly FoundColumn[], count: number): Uint8Array => {
  const marks = new Uint8Array(count)
  for (const column of columns)
    for (let k = 0; k < column.count; k += 1) marks[column.indices[k] as number] = 1
  return marks
}

/** How many of a column's findings belong to intervals in `[from, to)`. */
const foundWithin = ({ indices, count }: FoundColumn, from: number, to: number): number =>
  bisectLeft(indices, to, 0, count) - bisectLeft(indices, from, 0, count)

/** Whether any finding belongs to intervals `[from, to)` of a lane, in stream order. */
export const isFound = (columns: readonly FoundColumn[], lane: LaneName, from: number, to: number): boolean =>
  columns.some((column) => column.lane === lane && foundWithin(column, from, to) > 0)

/** How many had happened by `until`, in nanoseconds after the epoch. */
export const foundBy = (
  columns: readonly FoundColumn[],
  lanes: Lanes,
  until: number | undefined,
): FoundCounts => {
  const counts = { merge: 0, split: 0, 'short-write': 0, fate: 0 }
  for (const column of columns) counts[column.kind] += foundOn(column, laneNamed(lanes, column.lane), until)
  return counts
}

const foundOn = (column: FoundColumn, lane: Lane, until: number | undefined): number => {
  if (until === undefined) return column.count
  const happened = happenedBy(lane, until)
  const { indices } = timeOrder(lane)
  if (!indices) return foundWithin(column, 0, happened)
  let count = 0
  for (const index of indices.subarray(0, happened)) count += foundWithin(column, index, index + 1)
  return count
}
