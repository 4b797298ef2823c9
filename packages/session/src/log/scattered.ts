// Bytes that stand in several pieces of the log and are one call's payload: one run of places of their own, that
// leads to where the pieces lie.

export class Scattered {
  /** Where each piece begins among these places, in ascending order, and where it lies in the log. */
  readonly #starts: number[] = []
  readonly #places: number[] = []
  #length = 0

  /**
   * Puts `length` bytes at `place` of the log behind the `before` bytes that begin at `from` of these places; gives
   * where the whole begins. Linear in the pieces only where others were joined meanwhile.
   */
  extend(from: number, before: number, place: number, length: number): number {
    let begin = from
    if (from + before !== this.#length) {
      begin = this.#length
      for (const piece of [...this.pieces(from, before)]) this.#push(piece.place, piece.length)
    }
    this.#push(place, length)
    return begin
  }

  /** Begins a whole with its first piece; gives where it begins. */
  begin(place: number, length: number): number {
    const begin = this.#length
    this.#push(place, length)
    return begin
  }

  /** Where the `length` bytes at `from` lie, piece by piece. */
  *pieces(from: number, length: number): Generator<{ readonly place: number; readonly length: number }> {
    const end = from + length
    for (let index = this.#indexAt(from); from < end; index += 1) {
      const start = this.#starts[index] as number
      const until = Math.min(this.#starts[index + 1] ?? this.#length, end)
      yield { place: (this.#places[index] as number) + from - start, length: until - from }
      from = until
    }
  }

  #push(place: number, length: number): void {
    this.#starts.push(this.#length)
    this.#places.push(place)
    this.#length += length
  }

  #indexAt(from: number): number {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] as number) <= from) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
