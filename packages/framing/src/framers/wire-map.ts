// Where bytes that were taken out of frames lie on the wire.

/** The bytes from `from` on lie at `at` on the wire, without a gap, and end, trailer included, at `end`. */
interface Stretch {
  readonly from: number
  readonly at: number
  end: number
}

/** Offsets in the bytes that a layer gets, one body after another, as offsets of the stream on the wire. */
export class WireMap {
  readonly #stretches: Stretch[] = []

  /** The bytes from `from` on lie at `at`. */
  add(from: number, at: number, end: number): void {
    const last = this.#stretches.at(-1)
    if (last?.end === at && at - last.at === from - last.from) last.end = end
    else this.#stretches.push({ from, at, end })
  }

  /** Where the byte `offset` lies; after the last one, where the frames so far end. */
  byteAt(offset: number): number {
    const stretch = this.#stretches.findLast(({ from }) => from <= offset)
    return stretch === undefined ? 0 : Math.min(stretch.at + offset - stretch.from, stretch.end)
  }

  /** Where the byte before `offset` ends. */
  endAt(offset: number): number {
    return this.byteAt(offset - 1) + 1
  }

  /** The parts of `[start, end)` that lie without a gap on the wire. */
  *parts(start: number, end: number): Generator<{ readonly from: number; readonly to: number }> {
    for (const [index, { from }] of this.#stretches.entries()) {
      const to = this.#stretches[index + 1]?.from ?? Infinity
      if (to > start && from < end) yield { from: Math.max(start, from), to: Math.min(end, to) }
    }
  }

  /** Forgets the stretches before `offset`. */
  forget(offset: number): void {
    const first = this.#stretches.findLastIndex(({ from }) => from <= offset)
    if (first > 0) this.#stretches.splice(0, first)
  }
}
