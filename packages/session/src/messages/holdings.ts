// What a framer held after each recv: "holding 7 of 13". Only recvs after which it held something are stored.
import { bisectLeft } from '../columns/bisect.ts'

/** What a framer held after a recv. */
export interface Holding {
  /** How many bytes of the unfinished frame were there. */
  readonly held: number
  /** The unfinished frame's whole size, if its header was read. */
  readonly needed: number | undefined
}

const nothing: Holding = { held: 0, needed: undefined }

export class Holdings {
  readonly #indices: number[] = []
  readonly #helds: number[] = []
  readonly #neededs: number[] = []

  /** Adds what was held after interval `index`, which must come after those added before. */
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
