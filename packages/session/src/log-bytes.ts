// The log's bytes as they came, held once: payload is found by its place in the file and never copied to a lane.

/** Places from here on are not in the file: bytes that were put together from several packets. */
const ASIDE = 2 ** 52

export class LogBytes {
  #aside: LogBytes | undefined
  readonly #chunks: Uint8Array[] = []
  readonly #starts: number[] = []
  length = 0

  /** Takes the next bytes of the file by reference: the caller must not change them afterwards. */
  append(chunk: Uint8Array): void {
    if (chunk.length === 0) return
    this.#chunks.push(chunk)
    this.#starts.push(this.length)
    this.length += chunk.length
  }

  /** Keeps bytes that stand nowhere in the file as they are, such as a reassembled datagram; gives their place. */
  keep(bytes: Uint8Array): number {
    this.#aside ??= new LogBytes()
    const place = ASIDE + this.#aside.length
    this.#aside.append(bytes)
    return place
  }

  /** Whether the `length` bytes at both places are equal. */
  same(place: number, other: number, length: number): boolean {
    const a = this.view(place, length)
    const b = this.view(other, length)
    return a.every((byte, index) => byte === b[index])
  }

  /** `length` bytes at the file offset `place`: a view where they lie in one chunk, else a copy. */
  view(place: number, length: number): Uint8Array {
    if (place >= ASIDE && this.#aside) return this.#aside.view(place - ASIDE, length)
    const index = this.#chunkAt(place)
    const chunk = this.#chunks[index]
    const from = place - (this.#starts[index] ?? 0)
    if (chunk && from + length <= chunk.length) return chunk.subarray(from, from + length)
    const copy = new Uint8Array(length)
    this.copyTo(copy, 0, place, length)
    return copy
  }

  /** Copies `length` bytes at the file offset `place` to `target` at `at`. */
  copyTo(target: Uint8Array, at: number, place: number, length: number): void {
    if (place >= ASIDE && this.#aside) {
      this.#aside.copyTo(target, at, place - ASIDE, length)
      return
    }
    let index = this.#chunkAt(place)
    let from = place - (this.#starts[index] ?? 0)
    let done = 0
    while (done < length) {
      const chunk = this.#chunks[index]
      if (!chunk)
        throw new RangeError(`log bytes ${place} to ${place + length} are past its end at ${this.length}`)
      const part = chunk.subarray(from, Math.min(chunk.length, from + length - done))
      target.set(part, at + done)
      done += part.length
      index += 1
      from = 0
    }
  }

  #chunkAt(place: number): number {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] as number) <= place) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
