// The times in front of lines, as nanoseconds on one clock.

/**
 * What times count from. `epoch`: 1970 (-ttt, or format:unix). `day`: midnight where strace ran, of the day on which the
 * log begins (-t, -tt). `relative`: the log's first line (-r).
 */
export type ClockKind = 'epoch' | 'day' | 'relative'

const DAY = 86_400
const BILLION = 1_000_000_000n

export class Clock {
  /** That of the last time; `undefined` before the first. */
  kind: ClockKind | undefined
  #relative = 0n
  /** Seconds of midnights that have passed. */
  #days = 0
  #secondOfDay = 0
  /** The last second, and it in nanoseconds, because consecutive lines share it. */
  #second = -1
  #nanosecondsOfSecond = 0n

  read(kind: ClockKind, seconds: number, nanoseconds: number): bigint {
    this.kind = kind
    if (kind === 'relative') {
      this.#relative += this.#sum(seconds, nanoseconds)
      return this.#relative
    }
    return this.#sum(kind === 'day' ? this.#ofLog(seconds) : seconds, nanoseconds)
  }

  /** A time of day that is half a day before the last one is of the next day. */
  #ofLog(second: number): number {
    if (second + DAY / 2 < this.#secondOfDay) this.#days += DAY
    this.#secondOfDay = second
    return this.#days + second
  }

  #sum(second: number, nanoseconds: number): bigint {
    if (second !== this.#second) {
      this.#second = second
      this.#nanosecondsOfSecond = BigInt(second) * BILLION
    }
    return this.#nanosecondsOfSecond + BigInt(nanoseconds)
  }
}
