// How many messages a framing makes of a stream, and how many merges and splits there are between them and what was
// read: counted while the bytes pass, with no message kept.
import type { FrameColumns } from '@unstick/framing'
import { FramedBytes } from './framed-bytes.ts'

export class FramedCounts extends FramedBytes {
  messages = 0
  /** Source intervals that hold several messages or pieces of them. */
  merges = 0
  /** Messages that lie in several source intervals. */
  splits = 0
  /** The source interval that the newest message ends in, and how many messages lie in it. */
  #at = 0
  #sharing = 0

  protected override forgetAll(): void {
    this.messages = 0
    this.merges = 0
    this.splits = 0
    this.#at = 0
    this.#sharing = 0
  }

  /** The sweep of `findOverlaps`, one message at a time. */
  protected override take({ count, start, end }: FrameColumns): void {
    this.messages += count
    if (this.naive) return
    const { ends } = this.source
    for (let k = 0; k < count; k += 1) {
      const from = start[k] as number
      const to = end[k] as number
      if (from === to) continue
      while ((ends[this.#at] as number) <= from) this.#next()
      const first = this.#at
      this.#share()
      while ((ends[this.#at] as number) < to) {
        this.#next()
        this.#share()
      }
      if (this.#at > first) this.splits += 1
    }
  }

  #next(): void {
    this.#at += 1
    this.#sharing = 0
  }

  #share(): void {
    this.#sharing += 1
    if (this.#sharing === 2) this.merges += 1
  }
}
