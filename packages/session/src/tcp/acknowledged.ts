// How far the other side had acknowledged a stream, at any time: from the captured packets that went the other way.

import { withRoom } from '../lanes/columns.ts'

const empty = new Float64Array(0)

export class Acknowledged {
  #count = 0
  #times = empty
  #offsets = empty

  /** All bytes before `offset` were acknowledged at `time`. Only what goes further than before is kept. */
  add(time: number, offset: number): void {
    if (this.#count > 0 && offset <= (this.#offsets[this.#count - 1] as number)) return
    this.#times = withRoom(this.#times, this.#count + 1)
    this.#offsets = withRoom(this.#offsets, this.#count + 1)
    this.#times[this.#count] = time
    this.#offsets[this.#count] = offset
    this.#count += 1
  }

  /** All offsets are `by` more than was thought. */
  move(by: number): void {
    for (let k = 0; k < this.#count; k += 1) this.#offsets[k] = (this.#offsets[k] as number) + by
  }

  /** Forgets what was told so far. */
  clear(): void {
    this.#count = 0
  }

  /** The stream offset acknowledged by `time`; `undefined` where no acknowledgment was captured at all. */
  at(time: number): number | undefined {
    if (this.#count === 0) return undefined
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#times[middle] as number) <= time) low = middle + 1
      else high = middle
    }
    return low === 0 ? 0 : this.#offsets[low - 1]
  }
}
