// Neighbouring lanes that have something, with the bytes they share and every merge and split between them: kept as
// the lanes grow.
import { Growth } from '../columns/growth.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import { GrowingOverlaps } from '../lanes/overlaps.ts'
import { Groups } from './groups.ts'

/**
 * Two neighbouring lanes. Between recvs and messages a merge is several messages in one recv and a split one message
 * over several: the message is what was meant, whichever lane is the lower.
 */
export class Joint {
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

  /** The lanes on which merges and splits stand. */
  get mergesOn(): LaneColumns {
    return this.#toMessages ? this.upper : this.lower
  }
  get splitsOn(): LaneColumns {
    return this.#toMessages ? this.lower : this.upper
  }

  /** Takes what came since the last call. */
  advance(): void {
    this.overlaps.advance()
    if (!this.#growth.continues(this.overlaps)) {
      this.merges = new Groups()
      this.splits = new Groups()
    }
    this.#group()
  }

  get #toMessages(): boolean {
    return this.lower.kind === 'message'
  }

  #group(): void {
    const { count, uppers, lowers } = this.overlaps
    this.merges.advance(count, this.#toMessages ? uppers : lowers)
    this.splits.advance(count, this.#toMessages ? lowers : uppers)
  }
}

/** Lanes with the next ones beneath them; those without intervals are left out. */
export const neighbours = (
  lanes: readonly LaneColumns[],
): (readonly [upper: LaneColumns, lower: LaneColumns])[] => {
  const observed = lanes.filter(({ count }) => count > 0)
  return observed.slice(1).map((lower, k) => [observed[k] as LaneColumns, lower])
}

/** The joints of these lanes, of which those without intervals are left out; those in `known` are taken on. */
export const joined = (lanes: readonly LaneColumns[], known: readonly Joint[] = []): Joint[] => {
  return neighbours(lanes).map(([upper, lower]) => {
    const joint = known.find((each) => each.upper === upper && each.lower === lower)
    joint?.advance()
    return joint ?? new Joint(upper, lower)
  })
}
