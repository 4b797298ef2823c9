// Every merge and split of a stream as columns that grow with it. A finding and its sentences are made from them when
// asked for.
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Path } from '../messages/path.ts'
import { explain } from './explain.ts'
import { Finding, type FindingPair } from './finding.ts'
import type { Groups } from './groups.ts'
import { type LanePair, lanePairs } from './lane-pairs.ts'

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
  lanePairs: readonly LanePair[] = []

  constructor(readonly path: Path) {
    this.advance()
  }

  /** Adds what came since the last call. The owner of the path's framing must have advanced it before. */
  advance(): void {
    this.lanePairs = lanePairs(this.path.lanes, this.lanePairs)
  }

  get merges(): number {
    return this.lanePairs.reduce((sum, { merges }) => sum + merges.count, 0)
  }
  get splits(): number {
    return this.lanePairs.reduce((sum, { splits }) => sum + splits.count, 0)
  }

  /** Whether neighbouring lanes have the same bytes, each interval of one in one of the other. */
  get isMatched(): boolean {
    return this.lanePairs.every(
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
    return this.lanePairs.flatMap((lanePair): Part[] => {
      const pair: FindingPair = {
        between: [lanePair.upper.name, lanePair.lower.name],
        stream: this.path.streamOf(lanePair.lower).name,
        on: { merge: lanePair.mergesOn.name, split: lanePair.splitsOn.name },
        explain: (kind, group) => explain(this.path, lanePair, kind, group),
      }
      return [
        { kind: 'merge', lane: pair.on.merge, pair, groups: lanePair.merges },
        { kind: 'split', lane: pair.on.split, pair, groups: lanePair.splits },
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
