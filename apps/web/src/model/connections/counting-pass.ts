// Connections counted together in one pass through the log: each by itself lies all over it, and would have the most of
// it read again.
import type { FramingSpec } from '@unstick/framing'
import type { Counting, ListedConnection } from './listed-connection.ts'

/** Bytes of the log that all of them are counted over before any goes on. */
const STRETCH = 1024 * 1024
/** Connections of one pass: each has a framer meanwhile. */
export const MOST_AT_ONCE = 1_024

export class CountingPass {
  readonly #counted: readonly Counting[]
  readonly #length: number
  #through = 0
  #finished = 0

  /** `length`: the log's, as far as it is read. */
  constructor(connections: readonly ListedConnection[], framing: string, spec: FramingSpec, length: number) {
    this.#counted = connections.map((connection) => connection.startCounting(framing, spec))
    this.#length = length
  }

  /** Goes on until that time, in milliseconds as `performance.now()`, or for one step; whether all are counted. */
  advance(until: number): boolean {
    do {
      if (this.#through < this.#length) {
        this.#through += STRETCH
        for (const counting of this.#counted) counting.advance(this.#through)
      } else this.#counted[this.#finished++]?.finish()
    } while (this.#finished < this.#counted.length && performance.now() < until)
    return this.#finished >= this.#counted.length
  }
}
