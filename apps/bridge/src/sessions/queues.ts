// One queue per session: each change waits until the change before it is over.
export class Queues {
  /** By session id; only sessions that somebody waits for. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `change` after all earlier changes under this id, whether or not they failed. */
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
