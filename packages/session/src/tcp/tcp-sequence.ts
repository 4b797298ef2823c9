// TCP's sequence numbers of one direction, as stream offsets: 32 bits that wrap become a count that does not.
// RFC 9293, 3.4.

/** Bytes further than this from the next one expected belong to no window that TCP can have (RFC 7323, 2.3). */
const FARTHEST = 2 ** 30

export class TcpSequence {
  /** The sequence number of stream offset 0, where it was seen or could be inferred. */
  #first: number | undefined
  /** Stream offset and sequence number of a place near the newest byte, from which others are counted. */
  #offset = 0
  #sequence = 0

  /** Whether the stream's beginning was seen: a SYN. */
  fromStart = false

  /** Whether there is anything to count from. */
  get known(): boolean {
    return this.#first !== undefined
  }

  /** A SYN: the stream's first byte has the number behind it. */
  begin(synSequence: number): void {
    this.fromStart = true
    this.#set((synSequence + 1) >>> 0)
  }

  /** Whether a SYN with this number begins a stream other than the one known so far. */
  isOther(synSequence: number): boolean {
    return this.#first !== undefined && this.#first !== (synSequence + 1) >>> 0
  }

  /**
   * The stream offset of the byte numbered `sequence`. Where no SYN was seen, the first number asked for is offset 0,
   * and older bytes have negative offsets. `undefined` for a number that is in no window.
   */
  offsetOf(sequence: number): number | undefined {
    if (this.#first === undefined) this.#set(sequence)
    const distance = (sequence - this.#sequence) | 0
    if (distance > FARTHEST || distance < -FARTHEST) return undefined
    return this.#offset + distance
  }

  /** Counts from here on: call it with the end of the newest bytes. */
  advance(offset: number, sequence: number): void {
    this.#offset = offset
    this.#sequence = sequence
  }

  /** Makes stream offset 0 what was `-by` until now: the capture's first byte turned out to be byte `by`. */
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
