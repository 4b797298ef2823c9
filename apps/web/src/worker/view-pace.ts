// When the worker is asked for a view: one at a time, and after each answer it rests some times as long as it worked.
// Meanwhile the page moves and stretches what it has, which it could not do as smoothly if both wanted the same
// processors.

/** Times as long as it worked, and at most so many milliseconds. */
const REST = 3
const MOST_REST = 50

export class ViewPace<Query> {
  readonly #ask: (query: Query) => void
  /** When the view was asked for that is not answered yet. */
  #askedAt: number | undefined
  #resting: ReturnType<typeof setTimeout> | undefined
  /** Of those that are wanted meanwhile the last one counts. */
  #next: Query | undefined

  constructor(ask: (query: Query) => void) {
    this.#ask = ask
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

  answered(): void {
    const worked = performance.now() - (this.#askedAt ?? performance.now())
    this.#askedAt = undefined
    this.#resting = setTimeout(
      () => {
        this.endRest()
        if (this.#next !== undefined) this.want(this.#next)
      },
      Math.min(MOST_REST, REST * worked),
    )
  }

  /** There is something new to be seen: what is wanted next is asked for at once. */
  endRest(): void {
    clearTimeout(this.#resting)
    this.#resting = undefined
  }
}
