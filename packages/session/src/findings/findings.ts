// Every merge, split and short write of a stream as columns that grow with it. A finding and its sentences are made from them when
// asked for.
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Path } from '../messages/path.ts'
import { explain } from './explain.ts'
import { Finding, type FindingKind, type FindingSource } from './finding.ts'
import type { Group } from './groups.ts'
import { type LanePair, lanePairs } from './lane-pairs.ts'
import { LaneShortWrites } from './lane-short-writes.ts'

/** Findings of one kind on one lane. */
export interface FindingColumn {
  readonly kind: FindingKind
  readonly lane: LaneName
  /** Indices of intervals, ascending; only the first `count` places are valid. */
  readonly count: number
  readonly indices: Uint32Array
}

/**
 * First what a lane shows by itself, then lane pair by lane pair from the top, merges before splits, each list in stream order. Call `advance()` as the session
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

  /** How many there are of one kind. */
  count(wanted: FindingKind): number {
    return this.#parts().reduce(
      (sum, { source: { kind }, groups }) => sum + (kind === wanted ? groups.count : 0),
      0,
    )
  }

  /** Whether neighbouring lanes have the same bytes, each interval of one in one of the other. */
  get isMatched(): boolean {
    return this.lanePairs.every(
      ({ upper, lower, overlaps: { count } }) =>
        upper.count === count && lower.count === count && upper.ends[count - 1] === lower.ends[count - 1],
    )
  }

  get columns(): readonly FindingColumn[] {
    return this.#parts().map(({ source: { kind, lane }, groups: { count, indices } }) => ({
      kind,
      lane,
      count,
      indices,
    }))
  }

  /** The findings about one interval. */
  of(lane: LaneName, index: number): Finding[] {
    return this.#parts().flatMap(({ source, groups }) => {
      const group = source.lane === lane ? groups.of(index) : undefined
      return group ? [new Finding(source, group)] : []
    })
  }

  *[Symbol.iterator](): Generator<Finding> {
    for (const { source, groups } of this.#parts())
      for (let place = 0; place < groups.count; place += 1) yield new Finding(source, groups.at(place))
  }

  #parts(): readonly Part[] {
    const alone = this.path.streams.flatMap((stream): Part[] => {
      const groups = new LaneShortWrites(stream)
      const explain = (group: Group) => groups.explain(group)
      const { name } = stream
      return groups.count === 0
        ? []
        : [
            {
              source: {
                kind: 'short-write',
                between: undefined,
                stream: name,
                lane: stream.send.name,
                explain,
              },
              groups,
            },
          ]
    })
    return [...alone, ...this.lanePairs.flatMap((lanePair) => this.#between(lanePair))]
  }

  #between(lanePair: LanePair): readonly Part[] {
    const { upper, lower, mergesOn, splitsOn, merges, splits } = lanePair
    const between = [upper.name, lower.name] as const
    const stream = this.path.streamOf(lower).name
    const source = (kind: 'merge' | 'split', lane: LaneName): FindingSource => ({
      kind,
      between,
      stream,
      lane,
      explain: (group) => explain(this.path, lanePair, kind, group),
    })
    return [
      { source: source('merge', mergesOn.name), groups: merges },
      { source: source('split', splitsOn.name), groups: splits },
    ]
  }
}

interface Part {
  readonly source: FindingSource
  readonly groups: FoundGroups
}

/** Groups in stream order; only the first `count` indices are valid. */
interface FoundGroups {
  readonly count: number
  readonly indices: Uint32Array
  readonly at: (place: number) => Group
  readonly of: (index: number) => Group | undefined
}
