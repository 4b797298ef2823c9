// Every merge and split of a stream as columns that grow with it: a finding and its sentences are made of them when
// they are asked for.
import type { Framed } from '../messages/framed.ts'
import type { LaneKind } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'
import { explain } from './explain.ts'
import { Finding, type FindingPair } from './finding.ts'
import type { Groups } from './groups.ts'
import { type Joint, joined } from './joints.ts'

/** Merges, or splits, on one lane. */
export interface FindingColumn {
  readonly kind: 'merge' | 'split'
  readonly lane: LaneKind
  /** Of the intervals, rising; only the first `count` places are valid. */
  readonly count: number
  readonly indices: Uint32Array
}

/** Lane pair by lane pair from the top, merges before splits, each in stream order. Call `advance()` as the session grows. */
export class Findings implements Iterable<Finding> {
  /** Between neighbouring lanes that have intervals. */
  joints: readonly Joint[] = []

  /** `framed` left out: without a message lane. */
  constructor(
    readonly stream: Stream,
    readonly framed: Framed | undefined,
  ) {
    this.advance()
  }

  /** Takes what came since the last call; `framed` is brought up to date by its owner. */
  advance(): void {
    const { send, segment, recv } = this.stream
    this.joints = joined(
      this.framed ? [send, segment, recv, this.framed.lane] : [send, segment, recv],
      this.joints,
    )
  }

  get merges(): number {
    return this.joints.reduce((sum, { merges }) => sum + merges.count, 0)
  }
  get splits(): number {
    return this.joints.reduce((sum, { splits }) => sum + splits.count, 0)
  }

  /** Whether neighbouring lanes have the same bytes, each interval of one in one of the other. */
  get isMatched(): boolean {
    return this.joints.every(
      ({ upper, lower, overlaps: { count } }) =>
        upper.count === count && lower.count === count && upper.ends[count - 1] === lower.ends[count - 1],
    )
  }

  get columns(): readonly FindingColumn[] {
    return this.#parts().map(({ kind, lane, groups }) => ({
      kind,
      lane,
      count: groups.count,
      indices: groups.indices,
    }))
  }

  /** What was found of one interval. */
  of(lane: LaneKind, index: number): Finding[] {
    return this.#parts().flatMap((part) => {
      const group = part.lane === lane ? part.groups.of(index) : undefined
      return group ? [new Finding(part.kind, part.pair, group)] : []
    })
  }

  *[Symbol.iterator](): Generator<Finding> {
    for (const { kind, pair, groups } of this.#parts())
      for (let place = 0; place < groups.count; place += 1) yield new Finding(kind, pair, groups.at(place))
  }

  #parts(): readonly Part[] {
    return this.joints.flatMap((joint): Part[] => {
      const pair: FindingPair = {
        between: [joint.upper.kind, joint.lower.kind],
        stream: this.stream.name,
        on: { merge: joint.mergesOn.kind, split: joint.splitsOn.kind },
        explain: (kind, group) => explain(this.stream, this.framed, joint, kind, group),
      }
      return [
        { kind: 'merge', lane: pair.on.merge, pair, groups: joint.merges },
        { kind: 'split', lane: pair.on.split, pair, groups: joint.splits },
      ]
    })
  }
}

interface Part {
  readonly kind: 'merge' | 'split'
  readonly lane: LaneKind
  readonly pair: FindingPair
  readonly groups: Groups
}
