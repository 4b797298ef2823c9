// A socket option over time, as the calls of setsockopt changed it.
import { bisectRight } from '../columns/bisect.ts'

export class Setting {
  #times: number[] = []
  #values: number[] = []
  #isSorted = true

  /** The option is `value` from `time` on, in nanoseconds after the epoch. */
  set(time: number, value: number): void {
    const last = this.#times.length - 1
    if (last >= 0 && time < (this.#times[last] as number)) this.#isSorted = false
    else if (this.#isSorted && value === this.#values[last]) return
    this.#times.push(time)
    this.#values.push(value)
  }

  /** Its value at `time`; 0 before the first call. */
  at(time: number): number {
    this.#sort()
    return this.#values[bisectRight(this.#times, time, 0, this.#times.length) - 1] ?? 0
  }

  /** When it last became something else by `time`; `undefined` if it never did. */
  since(time: number): number | undefined {
    this.#sort()
    return this.#times[bisectRight(this.#times, time, 0, this.#times.length) - 1]
  }

  /** Calls of several threads need not come in order. */
  #sort(): void {
    if (this.#isSorted) return
    const [times, values] = [this.#times, this.#values]
    const order = times.map((_, k) => k).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
    const changes = order.filter((k, place) => values[k] !== (values[order[place - 1] ?? -1] ?? 0))
    this.#times = changes.map((k) => times[k] as number)
    this.#values = changes.map((k) => values[k] as number)
    this.#isSorted = true
  }
}
