// Runs of at least two overlaps that belong to one interval. For an interval of the lower lane it is a merge, for one of
// the upper lane a split. They are columns that grow with the overlaps.
import { bisectLeft } from '../columns/bisect.ts'
import { withRoom } from '../lanes/columns.ts'
import type { Apartness } from '../lanes/lane-kinds.ts'

/** A run of at least two overlaps `[from, to)` that belong to one interval, `index`: a merge or a split. */
export interface Group {
  readonly index: number
  readonly from: number
  readonly to: number
}

/** Groups in stream order; only the first `count` places of each column are valid. */
export class Groups {
  count = 0
  indices = new Uint32Array(0)
  #froms = new Uint32Array(0)
  #tos = new Uint32Array(0)
  /** How many overlaps were read, and where the run of the last of them begins. */
  #seen = 0
  #from = 0

  /**
   * Adds the overlaps that came since the last call. `owners` are the intervals that they belong to, ascending; those that are
   * no message by `apart`, but skipped or a tunnel's, have no groups.
   */
  advance(count: number, owners: Uint32Array, apart?: Apartness): void {
    for (let k = this.#seen; k < count; k += 1) {
      if (k === 0 || owners[k] !== owners[this.#from]) this.#from = k
      else if (isNoMessage(apart, owners[k] as number)) continue
      else if (k - this.#from === 1) this.#push(owners[k] as number, this.#from, k + 1)
      else this.#tos[this.count - 1] = k + 1
    }
    this.#seen = count
  }

  at(place: number): Group {
    return {
      index: this.indices[place] as number,
      from: this.#froms[place] as number,
      to: this.#tos[place] as number,
    }
  }

  /** How many groups belong to intervals before `index`. This is also the place of the first group that does not. */
  before(index: number): number {
    return bisectLeft(this.indices, index, 0, this.count)
  }

  /** The group of interval `index`, if it has one. */
  of(index: number): Group | undefined {
    const place = this.before(index)
    return place < this.count && this.indices[place] === index ? this.at(place) : undefined
  }

  #push(index: number, from: number, to: number): void {
    const k = this.count
    this.indices = withRoom(this.indices, k + 1)
    this.#froms = withRoom(this.#froms, k + 1)
    this.#tos = withRoom(this.#tos, k + 1)
    this.indices[k] = index
    this.#froms[k] = from
    this.#tos[k] = to
    this.count = k + 1
  }
}

const isNoMessage = (apart: Apartness | undefined, index: number): boolean => {
  const is = apart?.get(index)
  return is !== undefined && is !== 'part'
}

/** Only counts the groups. */
export const countGroups = (count: number, owners: Uint32Array): number => {
  let groups = 0
  for (let k = 1; k < count; k += 1) {
    if (owners[k] === owners[k - 1] && (k === 1 || owners[k - 2] !== owners[k])) groups += 1
  }
  return groups
}
