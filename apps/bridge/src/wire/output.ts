// Keeps what the wire has recorded until its reader takes it. Writing never waits for the reader, because packets do
// not wait either.

/** Bytes that may wait for a slow reader. Packets beyond that still travel; they are counted, but not recorded. */
const MOST_WAITING = 64 * 1024 * 1024
/** The most bytes of one write that joins small blocks. */
const BATCH = 64 * 1024

export class Output {
  readonly #write: (bytes: Uint8Array) => number
  readonly #waiting: Uint8Array[] = []
  readonly #batch = new Uint8Array(BATCH)
  #offset = 0
  #length = 0
  #unrecorded = 0

  /** `write` returns how many bytes were taken: 0 if there is no room, -1 if nobody reads any more. */
  constructor(write: (bytes: Uint8Array) => number) {
    this.#write = write
  }

  /** Whether something waits for the reader. */
  get waits(): boolean {
    return this.#length > 0
  }

  /** Blocks that were dropped because the reader was too slow. */
  get unrecorded(): number {
    return this.#unrecorded
  }

  add(block: Uint8Array): void {
    if (this.#length + block.length > MOST_WAITING) {
      this.#unrecorded += 1
      return
    }
    this.#waiting.push(block)
    this.#length += block.length
  }

  /** Writes what there is room for. `false` if nobody reads any more. */
  flush(): boolean {
    while (this.#length > 0) {
      // Small blocks go out in one write, because one call each would cost more than everything else.
      const batch = this.#nextBatch()
      const count = this.#write(batch)
      if (count < 0) return false
      this.#taken(count)
      if (count < batch.length) return true
    }
    return true
  }

  #nextBatch(): Uint8Array {
    const [first] = this.#waiting
    if (!first) throw new Error('nothing waits')
    const rest = first.subarray(this.#offset)
    if (rest.length >= BATCH || this.#waiting.length === 1) return rest
    let filled = 0
    for (const block of this.#waiting) {
      const piece = block === first ? rest : block
      if (filled + piece.length > BATCH) break
      this.#batch.set(piece, filled)
      filled += piece.length
    }
    return this.#batch.subarray(0, filled)
  }

  #taken(count: number): void {
    this.#length -= count
    let left = count + this.#offset
    let whole = 0
    for (const block of this.#waiting) {
      if (left < block.length) break
      left -= block.length
      whole += 1
    }
    this.#waiting.splice(0, whole)
    this.#offset = left
  }
}
