// One queue per session: whatever changes a session waits until the change before it is over.
export class Queues {
  /** By session; only of those that something waits for. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `change` after everything that was asked for under this id before, whether that failed or not. */
  run<Result>(id: string, change: () => Promise<Result>): Promise<Result> {
    const changed = (this.#last.get(id) ?? Promise.resolve()).then(change)
    const over = changed
      .catch(() => undefined)
      .then(() => {
        if (this.#last.get(id) === over) this.#last.delete(id)
      })
    this.#last.set(id, over)
    return changed
  }
}
