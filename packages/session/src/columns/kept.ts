// What is worked out of something once and kept for the next question. The thing itself owns it, so that it goes with it;
// nothing is kept in modules.

/** Names a value that is kept, and makes it when it is first asked for. */
export interface Kept<Value> {
  readonly make: () => Value
}

export class KeptValues {
  readonly #values = new Map<Kept<unknown>, unknown>()

  get<Value>(kept: Kept<Value>): Value {
    if (!this.#values.has(kept)) this.#values.set(kept, kept.make())
    // Only what `kept` made is kept under it.
    return this.#values.get(kept) as Value
  }

  clear(): void {
    this.#values.clear()
  }
}
