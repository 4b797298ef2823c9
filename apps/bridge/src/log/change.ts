// Signals that something changed to any number of waiters, who then look for themselves.
export class Change {
  #waiters: (() => void)[] = []

  tell(): void {
    for (const waiter of this.#waiters.splice(0)) waiter()
  }

  /** Resolves at the next change, or as soon as `signal` aborts. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.#waiters = this.#waiters.filter((waiter) => waiter !== done)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiters.push(done)
    })
  }
}
