// How far the other side had acknowledged a stream at any time, from the captured packets of the other direction.

import { bisectLeft, bisectRight } from '../columns/bisect.ts'
import { withRoom } from '../lanes/columns.ts'

const empty = new Float64Array(0)

export class Acknowledged {
  #count = 0
  #times = empty
  #offsets = empty
  #furthest = 0

  /** All bytes before this offset were acknowledged; known also after `clear`. */
  get furthest(): number {
    return this.#furthest
  }

  /** All bytes before `offset` were acknowledged at `time`. Keeps it only if it goes further than before. */
  add(time: number, offset: number): void {
    if (this.#count > 0 && offset <= (this.#offsets[this.#count - 1] as number)) return
    this.#times = withRoom(this.#times, this.#count + 1)
    this.#offsets = withRoom(this.#offsets, this.#count + 1)
    this.#times[this.#count] = time
    this.#offsets[this.#count] = offset
    this.#count += 1
    this.#furthest = offset
  }

  /** When each acknowledgment came that went further than those before it: nanoseconds after the epoch, a view. */
  get times(): Float64Array {
    return this.#times.subarray(0, this.#count)
  }

  /** Adds `by` to all offsets. */
  move(by: number): void {
    this.#furthest += by
    for (let k = 0; k < this.#count; k += 1) this.#offsets[k] = (this.#offsets[k] as number) + by
  }

  /** Forgets everything. */
  clear(): void {
    this.#count = 0
  }

  /** The stream offset acknowledged by `time`; `undefined` if no acknowledgment was captured. */
  at(time: number): number | undefined {
    return this.#count === 0 ? undefined : (this.lastBy(time)?.offset ?? 0)
  }

  /** Like `at`, without what came at `time` itself. */
  before(time: number): number | undefined {
    if (this.#count === 0) return undefined
    const index = bisectLeft(this.#times, time, 0, this.#count) - 1
    return index < 0 ? 0 : this.#offsets[index]
  }

  /** The last acknowledgment by `time` that went further than those before it. */
  lastBy(time: number): { readonly time: number; readonly offset: number } | undefined {
    const index = bisectRight(this.#times, time, 0, this.#count) - 1
    return index < 0
      ? undefined
      : { time: this.#times[index] as number, offset: this.#offsets[index] as number }
  }

  /** When all bytes before `offset` were first acknowledged; `undefined` if they never were. */
  when(offset: number): number | undefined {
    const index = bisectLeft(this.#offsets, offset, 0, this.#count)
    return index === this.#count ? undefined : this.#times[index]
  }
}
