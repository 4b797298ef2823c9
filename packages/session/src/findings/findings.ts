// Every merge and split of a stream as columns that grow with it. A finding and its sentences are made from them when
// asked for.
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Path } from '../messages/path.ts'
import { explain } from './explain.ts'
import { Finding, type FindingPair } from './finding.ts'
import type { Groups } from './groups.ts'
import { type Joint, joined } from './joints.ts'

/** Merges, or splits, on one lane. */
export interface FindingColumn {
  readonly kind: 'merge' | 'split'
  readonly lane: LaneName
  /** Indices of intervals, ascending; only the first `count` places are valid. */
  readonly count: number
  readonly indices: Uint32Array
}

/**
 * Lane pair by lane pair from the top, merges before splits, each list in stream order. Call `advance()` as the session
 * grows.
 */
export class Findings implements Iterable<Finding> {
  /** Between neighbouring lanes that have intervals. */
  joints: readonly Joint[] = []

  constructor(readonly path: Path) {
    this.advance()
  }

  /** Adds what came since the last call. The owner of the path's framing must have advanced it before. */
  advance(): void {
    this.joints = joined(this.path.lanes, this.joints)
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

  /** The findings about one interval. */
  of(lane: LaneName, index: number): Finding[] {
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
        between: [joint.upper.name, joint.lower.name],
        stream: this.path.streamOf(joint.lower).name,
        on: { merge: joint.mergesOn.name, split: joint.splitsOn.name },
        explain: (kind, group) => explain(this.path, joint, kind, group),
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
  readonly lane: LaneName
  readonly pair: FindingPair
  readonly groups: Groups
}
