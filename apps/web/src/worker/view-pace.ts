// When the worker is asked for a view, or for what else costs it: one at a time, and after each answer it rests some
// times as long as it worked. Meanwhile the page moves and stretches what it has, which it could not do as smoothly if
// both wanted the same processors.

/** Times as long as it worked. */
const REST = 3

export class ViewPace<Query> {
  readonly #ask: (query: Query) => void
  readonly #mostRest: number
  /** When the view was asked for that is not answered yet. */
  #askedAt: number | undefined
  #resting: ReturnType<typeof setTimeout> | undefined
  /** Of those that are wanted meanwhile the last one counts. */
  #next: Query | undefined

  /** It rests at most so many milliseconds. */
  constructor(ask: (query: Query) => void, mostRest = 50) {
    this.#ask = ask
    this.#mostRest = mostRest
  }

  want(query: Query): void {
    if (this.#askedAt !== undefined || this.#resting !== undefined) {
      this.#next = query
      return
    }
    this.#next = undefined
    this.#askedAt = performance.now()
    this.#ask(query)
  }

  /** Whether a query is wanted that was not asked yet. */
  get isWaiting(): boolean {
    return this.#next !== undefined
  }

  answered(): void {
    const worked = performance.now() - (this.#askedAt ?? performance.now())
    this.#askedAt = undefined
    this.#resting = setTimeout(
      () => {
        this.endRest()
        if (this.#next !== undefined) this.want(this.#next)
      },
      Math.min(this.#mostRest, REST * worked),
    )
  }

  /** There is something new to be seen: what is wanted next is asked for at once. */
  endRest(): void {
    clearTimeout(this.#resting)
    this.#resting = undefined
  }
}
