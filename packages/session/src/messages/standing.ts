// Where a framer stood after each recv: "holding 7 of 13". Only those after which it held something are written down.
import { bisectLeft } from '../columns/bisect.ts'

/** What a framer held after a recv. */
export interface Holding {
  /** Bytes of the unfinished frame that were there. */
  readonly held: number
  /** The unfinished frame's whole size where its header told it. */
  readonly needed: number | undefined
}

const nothing: Holding = { held: 0, needed: undefined }

export class Standing {
  readonly #indices: number[] = []
  readonly #helds: number[] = []
  readonly #neededs: number[] = []

  /** After interval `index`, which must come behind those added before. */
  add(index: number, held: number, needed = NaN): void {
    this.#indices.push(index)
    this.#helds.push(held)
    this.#neededs.push(needed)
  }

  clear(): void {
    this.#indices.length = 0
    this.#helds.length = 0
    this.#neededs.length = 0
  }

  at(index: number): Holding {
    const place = bisectLeft(this.#indices, index, 0, this.#indices.length)
    if (this.#indices[place] !== index) return nothing
    const needed = this.#neededs[place] as number
    return { held: this.#helds[place] as number, needed: Number.isNaN(needed) ? undefined : needed }
  }
}
