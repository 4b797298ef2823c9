// Decides when to ask the worker for a view, or for anything else that costs it work: one at a time, and after each
// answer it rests a multiple of the working time. Meanwhile the page moves and stretches what it has, which would be
// less smooth if both wanted the same processors.

/** How many times as long as the work it rests. */
const REST = 3

export class ViewPace<Query> {
  readonly #ask: (query: Query) => void
  readonly #mostRest: number
  /** When the unanswered view was requested. */
  #askedAt: number | undefined
  #resting: ReturnType<typeof setTimeout> | undefined
  /** Of the queries wanted meanwhile, only the last counts. */
  #next: Query | undefined

  /** `mostRest`: the longest rest, in milliseconds. */
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

  /** Whether a wanted query was not sent yet. */
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

  /** There is something new to show: the next wanted query is sent at once. */
  endRest(): void {
    clearTimeout(this.#resting)
    this.#resting = undefined
  }
}
