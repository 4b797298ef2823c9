// Counts behind the page's back: a slice at a time, so that whatever else is asked of the worker comes in between.

/** Milliseconds of a slice, and between two words to the page. */
const SLICE = 12
const TELLING = 250
/** After all was counted it rests this many times as long as that took, as a live session grows on; at most so long. */
const REST = 3
const MOST_REST = 5_000

export class CountingLoop {
  readonly #count: (milliseconds: number) => boolean
  readonly #tell: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = 0
  #spent = 0
  #restUntil = 0

  /** `count` goes on for about so long and says whether nothing is left; `tell` is called as it gets on. */
  constructor(count: (milliseconds: number) => boolean, tell: () => void) {
    this.#count = count
    this.#tell = tell
  }

  /** Counts what came since, unless that goes on already. */
  go(): void {
    if (this.#timer === undefined && !this.#count(0)) this.#later(this.#restUntil - performance.now())
  }

  /** Another session or framing is looked at: what was counted before says nothing of how soon this may be. */
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
    if (done || now - this.#told > TELLING) {
      this.#told = now
      this.#tell()
    }
    if (!done) {
      this.#later(0)
      return
    }
    this.#restUntil = now + Math.min(MOST_REST, this.#spent * REST)
    this.#spent = 0
  }
}
