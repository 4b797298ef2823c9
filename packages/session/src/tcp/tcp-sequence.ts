// Turns TCP's sequence numbers of one direction, which wrap at 32 bits, into stream offsets, which do not. RFC 9293,
// 3.4.

/** Bytes further than this from the next expected one are in no window that TCP can have (RFC 7323, 2.3). */
const FARTHEST = 2 ** 30
/** How many SYNs' numbers are kept until a byte decides. */
const MAX_ANNOUNCED = 32

export class TcpSequence {
  /** The sequence number of stream offset 0, if it was seen or could be inferred. */
  #first: number | undefined
  /** Stream offset and sequence number of a place near the newest byte; others are counted from it. */
  #offset = 0
  #sequence = 0
  /** The numbers that SYNs gave to the first byte. Several may come before a byte says which of them counts. */
  #announced: readonly number[] = []

  /** Whether the stream's beginning (a SYN) was seen. */
  fromStart = false

  /** Whether there is anything to count from. */
  get known(): boolean {
    return this.#first !== undefined
  }

  /** Takes a SYN: the stream's first byte has the next number. */
  begin(synSequence: number): void {
    const first = (synSequence + 1) >>> 0
    this.fromStart = true
    if (!this.#announced.includes(first))
      this.#announced = [...this.#announced.slice(1 - MAX_ANNOUNCED), first]
    if (first !== this.#first) this.#set(first)
  }

  /** The first byte came with this number, or the other side expects it: of several SYNs this one counts. */
  settle(first: number): void {
    if (first !== this.#first && this.#announced.includes(first)) this.#set(first)
  }

  /** Whether a SYN with this number begins another stream than the known one. */
  isOther(synSequence: number): boolean {
    return this.#first !== undefined && this.#first !== (synSequence + 1) >>> 0
  }

  /** Whether the stream's first byte has this number. */
  isFirst(sequence: number): boolean {
    return this.#first === sequence
  }

  /**
   * The stream offset of the byte numbered `sequence`. If no SYN was seen, the first number asked for is offset 0, and
   * older bytes have negative offsets. `undefined` for a number that is in no window.
   */
  offsetOf(sequence: number): number | undefined {
    if (this.#first === undefined) this.#set(sequence)
    const distance = (sequence - this.#sequence) | 0
    if (distance > FARTHEST || distance < -FARTHEST) return undefined
    return this.#offset + distance
  }

  /** The same for a number that is in no window: the offset if it lies ahead. */
  offsetAhead(sequence: number): number {
    return this.#offset + ((sequence - this.#sequence) >>> 0)
  }

  /** Counts from this offset from now on. Call it with the end of the newest bytes. */
  advance(offset: number, sequence: number): void {
    this.#offset = offset
    this.#sequence = sequence
  }

  /** Moves offsets by `by`, because the capture's first byte is byte `by` of the stream. */
  move(by: number): void {
    if (this.#first === undefined) return
    this.#first = (this.#first - by) >>> 0
    this.#offset += by
  }

  #set(first: number): void {
    this.#first = first
    this.#offset = 0
    this.#sequence = first
  }
}
