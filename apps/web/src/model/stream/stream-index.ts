// Results computed once from a stream and kept for the next question. The shown stream owns them, so that they go when
// another stream or framing is shown; modules keep nothing.

/** Identifies a value that an index keeps, and makes it on first use. */
export interface Kept<Value> {
  readonly make: () => Value
}

export class StreamIndex {
  readonly #growing = new Map<Kept<unknown>, unknown>()
  readonly #current = new Map<Kept<unknown>, unknown>()

  /** A value that is extended when the stream grows. */
  growing<Value>(kept: Kept<Value>): Value {
    return keptIn(this.#growing, kept)
  }

  /** A value for the current state of the stream: made again once it has grown. */
  current<Value>(kept: Kept<Value>): Value {
    return keptIn(this.#current, kept)
  }

  /** To be called when the stream has grown. */
  advance(): void {
    this.#current.clear()
  }
}

const keptIn = <Value>(values: Map<Kept<unknown>, unknown>, kept: Kept<Value>): Value => {
  if (!values.has(kept)) values.set(kept, kept.make())
  // Only values that `kept` made are stored under it.
  return values.get(kept) as Value
}
