// What is worked out of a stream once and kept for the next question. The shown stream owns it, so that it goes when
// another stream or framing is shown; nothing is kept in modules.

/** Names a value that an index keeps, and makes it when it is first asked for. */
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

  /** A value of the stream as it is now: made anew once it has grown. */
  current<Value>(kept: Kept<Value>): Value {
    return keptIn(this.#current, kept)
  }

  /** The stream has grown. */
  advance(): void {
    this.#current.clear()
  }
}

const keptIn = <Value>(values: Map<Kept<unknown>, unknown>, kept: Kept<Value>): Value => {
  if (!values.has(kept)) values.set(kept, kept.make())
  // Only what `kept` made lies under it.
  return values.get(kept) as Value
}
