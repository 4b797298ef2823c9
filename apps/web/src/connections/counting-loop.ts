// Counts behind the page's back: a slice at a time, so that whatever else is asked of the worker comes in between.

/** Milliseconds of a slice, and between two words to the page. */
const SLICE = 12
const TELLING = 250
/** After everything was counted it rests this many times as long as that took: a live session grows on. */
const REST = 3

export class CountingLoop {
  readonly #count: (milliseconds: number) => boolean
  readonly #tell: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = 0
  #spent = 0
  #pause = 0

  /** `count` goes on for about so long and says whether nothing is left; `tell` is called as it gets on. */
  constructor(count: (milliseconds: number) => boolean, tell: () => void) {
    this.#count = count
    this.#tell = tell
  }

  /** Counts what came since, unless that goes on already. */
  go(): void {
    if (this.#timer === undefined && !this.#count(0)) this.#later(this.#pause)
  }

  #later(pause: number): void {
    this.#timer = setTimeout(() => this.#slice(), pause)
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
    this.#pause = this.#spent * REST
    this.#spent = 0
  }
}
