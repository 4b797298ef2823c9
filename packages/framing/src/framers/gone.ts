// Bytes of the wire that nobody has, and that layers go over.

/** A half-open range of offsets on the wire. */
export interface Range {
  readonly start: number
  readonly end: number
}

export class Gone {
  readonly #ranges: Range[] = []

  /** Ranges come in order. */
  add(range: Range): void {
    const last = this.#ranges.at(-1)
    if (last?.end === range.start)
      this.#ranges[this.#ranges.length - 1] = { start: last.start, end: range.end }
    else this.#ranges.push(range)
  }

  /** Whether any of the bytes `[start, end)` is gone. */
  takes(start: number, end: number): boolean {
    return this.in(start, end).length > 0
  }

  /** Which of the bytes `[start, end)` are gone, in order. */
  in(start: number, end: number): readonly Range[] {
    const found: Range[] = []
    for (let k = this.#ranges.length - 1; k >= 0; k--) {
      const range = this.#ranges[k] as Range
      if (range.end <= start) break
      if (range.start < end)
        found.unshift({ start: Math.max(start, range.start), end: Math.min(end, range.end) })
    }
    return found
  }
}
