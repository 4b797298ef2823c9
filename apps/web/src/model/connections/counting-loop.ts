// Counts in the background, a slice at a time, so that other requests to the worker can run in between.

/** Milliseconds of a slice, and between two messages to the page. */
const SLICE = 12
const REPORT_EVERY = 250
/**
 * When all is counted, it rests this many times as long as that took, up to a limit, because a live session keeps
 * growing.
 */
const REST = 3
const MOST_REST = 5_000

export class CountingLoop {
  readonly #count: (milliseconds: number) => boolean
  readonly #report: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastReport = 0
  #spent = 0
  #restUntil = 0

  /**
   * `count` works for about the given time and returns whether nothing is left. `report` is called as the count proceeds.
   */
  constructor(count: (milliseconds: number) => boolean, report: () => void) {
    this.#count = count
    this.#report = report
  }

  /** Counts what arrived since, unless a count is already running. */
  go(): void {
    if (this.#timer === undefined && !this.#count(0)) this.#later(this.#restUntil - performance.now())
  }

  /** Called for another session or framing: how long the last count took says nothing about the next. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#spent = 0
    this.#restUntil = 0
  }

  #later(rest: number): void {
    this.#timer = setTimeout(() => this.#slice(), rest)
  }

  #slice(): void {
    this.#timer = undefined
    const begun = performance.now()
    const done = this.#count(SLICE)
    const now = performance.now()
    this.#spent += now - begun
    if (done || now - this.#lastReport > REPORT_EVERY) {
      this.#lastReport = now
      this.#report()
    }
    if (!done) {
      this.#later(0)
      return
    }
    this.#restUntil = now + Math.min(MOST_REST, this.#spent * REST)
    this.#spent = 0
  }
}
