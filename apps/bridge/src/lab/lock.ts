// A lock that the threads of a program share: Python's `threading.Lock`.

export class Lock {
  #last: Promise<void> = Promise.resolve()

  /** Does the work once nobody else holds the lock. */
  async held(work: () => Promise<void>): Promise<void> {
    const before = this.#last
    const mine = before.then(work)
    // Whoever comes next waits for the end of the work, not for its success.
    this.#last = mine.catch(() => undefined)
    await mine
  }
}
