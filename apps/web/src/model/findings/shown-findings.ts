// The findings of the shown stream: counted, looked up by interval, and stepped through in order of time. Sentences are
// made only for the findings that someone asks for.
import { bisectLeft, bisectRight } from 'd3-array'
import { type Finding, type Findings, kindOfLane, type LaneKind, type LaneName } from '@unstick/session'
import { type FoundColumn, type FoundCounts, type FoundKind, foundBy, isFound } from './finding-columns.ts'
import type { Interval } from '../lanes/interval.ts'
import { laneNamed, type Lanes, orderOfLane } from '../lanes/lanes.ts'
import { momentOf, timeOrder } from '../lanes/moments.ts'
import type { FoundFates } from './found-fates.ts'

/** Something that happened to an interval, as a sentence and with its cause. */
export type Found = Pick<Finding, 'lane' | 'index' | 'title' | 'text'> & {
  readonly kind: FoundKind
  readonly between?: Finding['between'] | undefined
}

export class ShownFindings {
  readonly columns: readonly FoundColumn[]
  readonly #findings: Findings
  readonly #fates: FoundFates | undefined
  readonly #lanes: Lanes

  /** Valid until the session grows. */
  constructor(findings: Findings, fates: FoundFates | undefined, lanes: Lanes) {
    this.#findings = findings
    this.#fates = fates
    this.#lanes = lanes
    this.columns = [...findings.columns, ...(fates && fates.column.count > 0 ? [fates.column] : [])]
  }

  get counts(): FoundCounts {
    return foundBy(this.columns, this.#lanes, undefined)
  }

  /** What was found of one interval. */
  of({ lane, index }: Interval): Found[] {
    const fate = lane === this.#fates?.column.lane ? this.#fates.of(index) : undefined
    return [...this.#findings.of(lane, index), ...(fate ? [fate] : [])]
  }

  /** The first findings, lane pair by lane pair from the top. */
  first(most: number): Found[] {
    const first: Found[] = []
    for (const found of this) {
      if (first.length === most) break
      first.push(found)
    }
    return first
  }

  /** The first finding on a lane of that kind. */
  firstOn(wanted: LaneKind): Found | undefined {
    const column = this.columns.find(({ lane, count }) => kindOfLane(lane) === wanted && count > 0)
    const index = column?.indices[0]
    return !column || index === undefined
      ? undefined
      : this.of({ lane: column.lane, index }).find(({ kind }) => kind === column.kind)
  }

  *[Symbol.iterator](): Generator<Found> {
    yield* this.#findings
    if (this.#fates) yield* this.#fates
  }

  /** The next (1) or previous (-1) interval in time that has a finding, round and round. */
  step(here: Interval | undefined, by: 1 | -1): Interval | undefined {
    const from = here && here.index < laneNamed(this.#lanes, here.lane).count ? here : undefined
    let best: Interval | undefined
    for (const { name: lane } of this.#lanes) {
      const index = this.#nextOn(lane, this.#placeAfter(lane, from, by), by)
      if (index === undefined) continue
      if (!best || this.#compare({ lane, index }, best) * by < 0) best = { lane, index }
    }
    return best ?? (from && this.step(undefined, by))
  }

  /** On a lane ordered by time: where intervals after `here` begin (1), or where those before it end (-1). */
  #placeAfter(name: LaneName, here: Interval | undefined, by: 1 | -1): number {
    const lane = laneNamed(this.#lanes, name)
    if (!here) return by === 1 ? 0 : lane.count - 1
    const { moments, indices } = timeOrder(lane)
    const time = momentOf(laneNamed(this.#lanes, here.lane), here.index)
    const order = orderOfLane(this.#lanes, name) - orderOfLane(this.#lanes, here.lane)
    // Intervals at the same time are ordered by lane.
    if (order !== 0) {
      const after =
        order > 0 ? bisectLeft(moments, time, 0, lane.count) : bisectRight(moments, time, 0, lane.count)
      return by === 1 ? after : after - 1
    }
    let place = indices ? bisectLeft(moments, time, 0, lane.count) : here.index
    while (indices && place < lane.count && indices[place] !== here.index) place += 1
    return place + by
  }

  /** The first interval with a finding, going from that place in order of time. */
  #nextOn(name: LaneName, from: number, by: 1 | -1): number | undefined {
    const lane = laneNamed(this.#lanes, name)
    const columns = this.columns.filter((each) => each.lane === name && each.count > 0)
    if (columns.length === 0) return undefined
    const { indices } = timeOrder(lane)
    if (indices) {
      for (let place = from; place >= 0 && place < lane.count; place += by) {
        const index = indices[place] as number
        if (isFound(columns, name, index, index + 1)) return index
      }
      return undefined
    }
    const next = columns.flatMap((column) => {
      const place = bisectLeft(column.indices, by === 1 ? from : from + 1, 0, column.count)
      const index = by === 1 ? column.indices.subarray(0, column.count)[place] : column.indices[place - 1]
      return index ?? []
    })
    return next.length === 0 ? undefined : by === 1 ? Math.min(...next) : Math.max(...next)
  }

  #compare(a: Interval, b: Interval): number {
    return (
      momentOf(laneNamed(this.#lanes, a.lane), a.index) - momentOf(laneNamed(this.#lanes, b.lane), b.index) ||
      orderOfLane(this.#lanes, a.lane) - orderOfLane(this.#lanes, b.lane) ||
      a.index - b.index
    )
  }
}
