// Findings of one kind between the same lanes, taken together: many alike are one sentence, a strip, and steps.
import { counted } from '@unstick/session'
import { intervalNoun } from '../lanes/lane-words.ts'
import { laneNamed } from '../lanes/lanes.ts'
import { linkTo } from '../lanes/intervals-inside.ts'
import type { IntervalLink } from '../lanes/interval.ts'
import { momentOf } from '../lanes/moments.ts'
import type { ShownStream } from '../stream/shown-stream.ts'
import type { FoundColumn, FoundKind } from '../findings/finding-columns.ts'
import type { Found } from '../findings/shown-findings.ts'

/** Parts of the strip. */
const PARTS = 60

export interface FindingGroup {
  /** The place of the group among all, to ask for its findings. */
  readonly place: number
  readonly lane: Found['lane']
  readonly count: number
  /** What all have in common. */
  readonly title: string
  /** The session's time in equal parts: whether one of them lies there. */
  readonly strip: readonly boolean[]
}

/** One of a group. */
export interface GroupedFinding extends IntervalLink {
  readonly title: string
  readonly text: string
}

/** `from` and `to`: the session's first and last moment, in nanoseconds after the epoch. */
export const findingGroups = (shown: ShownStream, from: number, to: number): readonly FindingGroup[] =>
  shown.findings.columns.flatMap((column, place) => {
    const first = foundIn(shown, column, 0)
    if (!first) return []
    const lane = laneNamed(shown.subject.lanes, column.lane)
    const strip = Array<boolean>(PARTS).fill(false)
    for (let k = 0; k < column.count; k += 1) {
      const share = (momentOf(lane, column.indices[k] as number) - from) / (to - from || 1)
      strip[Math.min(PARTS - 1, Math.max(0, Math.floor(share * PARTS)))] = true
    }
    const { count } = column
    const title = count === 1 ? first.title : commonTitle(shown, first, count)
    return [{ place, lane: column.lane, count, title, strip }]
  })

/** The finding `k` of the group at that place, in the order of the stream. */
export const groupedFinding = (shown: ShownStream, place: number, k: number): GroupedFinding | undefined => {
  const column = shown.findings.columns[place]
  const found = column && foundIn(shown, column, k)
  if (!found) return undefined
  const { title, text, lane, index } = found
  return { ...linkTo(laneNamed(shown.subject.lanes, lane), index), title, text }
}

const foundIn = (
  { findings }: ShownStream,
  { lane, kind, indices, count }: FoundColumn,
  k: number,
): Found | undefined =>
  k < count
    ? findings.of({ lane, index: indices[k] as number }).find((each) => each.kind === kind)
    : undefined

const commonTitle = (
  { stream: { transport } }: ShownStream,
  { kind, lane, between }: Found,
  count: number,
): string => {
  const many = counted(count, intervalNoun(lane, transport))
  const other = between?.find((each) => each !== lane)
  const others = `several ${intervalNoun(other ?? lane, transport)}s`
  const sentences: Readonly<Record<FoundKind, string>> = {
    merge: `${many} hold bytes of ${others}.`,
    split: `The bytes of ${many} are spread over ${others}.`,
    'short-write': `${many} took fewer bytes than they were given.`,
    fate: `${many} did not simply arrive.`,
  }
  return sentences[kind]
}
