// Pairs of neighbouring lanes that have intervals, with the bytes they share and every merge and split between them,
// kept up to date as the lanes grow.
import { Growth } from '../columns/growth.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import { GrowingOverlaps } from '../lanes/overlaps.ts'
import { Groups } from './groups.ts'

/**
 * Two neighbouring lanes. Between recvs and messages, a merge is several messages in one recv and a split is one message
 * in several recvs, whichever lane is the lower, because the message is what the program meant.
 */
export class LanePair {
  readonly overlaps: GrowingOverlaps
  merges = new Groups()
  splits = new Groups()
  readonly #growth: Growth

  constructor(
    readonly upper: LaneColumns,
    readonly lower: LaneColumns,
  ) {
    this.overlaps = new GrowingOverlaps(upper, lower)
    this.#growth = new Growth(this.overlaps)
    this.#group()
  }

  /** The lanes that merges and splits are on. */
  get mergesOn(): LaneColumns {
    return this.#toMessages ? this.upper : this.lower
  }
  get splitsOn(): LaneColumns {
    return this.#toMessages ? this.lower : this.upper
  }

  /** Adds what came since the last call. */
  advance(): void {
    this.overlaps.advance()
    if (!this.#growth.continues(this.overlaps)) {
      this.merges = new Groups()
      this.splits = new Groups()
    }
    this.#group()
  }

  /** Also to the frames that carry messages. */
  get #toMessages(): boolean {
    return this.lower.kind === 'message' || this.lower.kind === 'frame'
  }

  #group(): void {
    const { count, uppers, lowers } = this.overlaps
    this.merges.advance(count, this.#toMessages ? uppers : lowers)
    if (this.#toMessages) this.splits.advance(count, lowers, this.lower.apart)
    else this.splits.advance(count, uppers)
  }
}

/** Pairs each lane with the next one below it; lanes without intervals are left out. */
export const neighbours = (
  lanes: readonly LaneColumns[],
): (readonly [upper: LaneColumns, lower: LaneColumns])[] => {
  const observed = lanes.filter(({ count }) => count > 0)
  return observed.slice(1).map((lower, k) => [observed[k] as LaneColumns, lower])
}

/** The pairs of these lanes, without lanes that have no intervals. Those in `known` are reused. */
export const lanePairs = (lanes: readonly LaneColumns[], known: readonly LanePair[] = []): LanePair[] => {
  return neighbours(lanes).map(([upper, lower]) => {
    const lanePair = known.find((each) => each.upper === upper && each.lower === lower)
    lanePair?.advance()
    return lanePair ?? new LanePair(upper, lower)
  })
}
