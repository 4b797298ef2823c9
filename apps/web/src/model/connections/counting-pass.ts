// Counts connections together in one pass through the log. Each connection is spread over the whole log, so counting
// them one by one would read most of it again each time.
import type { Framing } from '@unstick/session'
import type { Counting, ListedConnection } from './listed-connection.ts'

/** Bytes of the log that all connections are counted over before any goes further. */
const STRETCH = 1024 * 1024
/** Connections in one pass. Each needs a framer during the pass. */
export const MOST_AT_ONCE = 1_024

export class CountingPass {
  readonly #counted: readonly Counting[]
  readonly #length: number
  #through = 0
  #finished = 0

  /** `length`: how much of the log has been read. */
  constructor(connections: readonly ListedConnection[], text: string, framing: Framing, length: number) {
    this.#counted = connections.map((connection) => connection.startCounting(text, framing))
    this.#length = length
  }

  /**
   * Counts until that time (milliseconds, as `performance.now()`), but at least one step. Returns whether all are
   * counted.
   */
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
