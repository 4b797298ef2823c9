// The text of a call that came on two lines, put together where the last one's was.

export class JoinedText {
  bytes = new Uint8Array(4_096)
  length = 0

  /** `first` and then `second[start, end)`; valid until the next. */
  join(first: Uint8Array, second: Uint8Array, start: number, end: number): void {
    this.length = first.length + end - start
    if (this.length > this.bytes.length) this.bytes = new Uint8Array(this.length * 2)
    this.bytes.set(first)
    this.bytes.set(second.subarray(start, end), first.length)
  }

  /** Gives up the room of a text that was long. */
  release(): void {
    if (this.bytes.length > MAX_KEPT) this.bytes = new Uint8Array(4_096)
  }
}

const MAX_KEPT = 1024 * 1024
