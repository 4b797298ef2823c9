// Runs of at least two overlaps that belong to one interval: of the lower lane's they are merges, of the upper
// lane's splits. They stand in columns and grow with the overlaps.
import { bisectLeft } from '../columns/bisect.ts'
import { withRoom } from '../lanes/columns.ts'

/** A run of at least two overlaps `[from, to)` that belong to one interval, `index`: a merge or a split. */
export interface Group {
  readonly index: number
  readonly from: number
  readonly to: number
}

/** Of the groups, which stand in stream order, only the first `count` places of each column are valid. */
export class Groups {
  count = 0
  indices = new Uint32Array(0)
  #froms = new Uint32Array(0)
  #tos = new Uint32Array(0)
  /** Overlaps that were looked at, and where the run of the last of them begins. */
  #seen = 0
  #from = 0

  /** Takes the overlaps that came since the last call; `owners` are the intervals that they belong to, rising. */
  advance(count: number, owners: Uint32Array): void {
    for (let k = this.#seen; k < count; k += 1) {
      if (k === 0 || owners[k] !== owners[this.#from]) this.#from = k
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

  /** How many groups are of intervals before `index`: also the place of the first one that is not. */
  before(index: number): number {
    return bisectLeft(this.indices, index, 0, this.count)
  }

  /** The group of interval `index`, where it has one. */
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

/** Only how many there would be. */
export const countGroups = (count: number, owners: Uint32Array): number => {
  let groups = 0
  for (let k = 1; k < count; k += 1) {
    if (owners[k] === owners[k - 1] && (k === 1 || owners[k - 2] !== owners[k])) groups += 1
  }
  return groups
}
