// The few intervals of a lane that have something in common: their indices in a column that grows.
import { bisectLeft } from '../columns/bisect.ts'
import { withRoom } from './columns.ts'

export class IntervalSet {
  count = 0
  /** Ascending; only the first `count` places are valid. */
  indices = new Uint32Array(0)

  /** `index` must be greater than those before. */
  add(index: number): void {
    this.indices = withRoom(this.indices, this.count + 1)
    this.indices[this.count] = index
    this.count += 1
  }

  /** Its place in the column; `undefined` if the set does not have it. */
  placeOf(index: number): number | undefined {
    const place = bisectLeft(this.indices, index, 0, this.count)
    return place < this.count && this.indices[place] === index ? place : undefined
  }
}
