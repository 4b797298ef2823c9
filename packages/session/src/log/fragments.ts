// Gives a call's payload that lies in several pieces of the log its own run of places, which leads to the pieces.
import { bisectRight } from '../columns/bisect.ts'

/** The pieces of one payload. */
interface Whole {
  /** Where each piece begins in the payload, in ascending order, and where it is in the log. */
  readonly starts: number[]
  readonly places: number[]
  length: number
}

export class Fragments {
  /** Where the places of each payload begin, in ascending order; a payload that moved is in it twice. */
  readonly #bases: number[] = []
  readonly #wholes: Whole[] = []
  /** The first place after all used and reserved ones. */
  #end = 0

  /** Begins a payload with its first piece. Returns where it begins. */
  begin(place: number, length: number): number {
    const whole = { starts: [0], places: [place], length }
    return this.#enter(whole, length)
  }

  /**
   * Appends the `length` bytes at `place` of the log to the payload that begins at `from`. Returns where the payload
   * begins now. Payloads that grow in turns stay linear: one without room gets twice as much, and its pieces are not
   * copied.
   */
  extend(from: number, place: number, length: number): number {
    const at = indexAt(this.#bases, from)
    const whole = this.#wholes[at] as Whole
    whole.starts.push(whole.length)
    whole.places.push(place)
    whole.length += length
    const isLast = at === this.#bases.length - 1
    if (isLast) this.#end = Math.max(this.#end, from + whole.length)
    return isLast || from + whole.length <= (this.#bases[at + 1] as number)
      ? from
      : this.#enter(whole, whole.length * 2)
  }

  /** Where the `length` bytes at `from` are, piece by piece. */
  *pieces(from: number, length: number): Generator<{ readonly place: number; readonly length: number }> {
    const at = indexAt(this.#bases, from)
    const whole = this.#wholes[at] as Whole
    let offset = from - (this.#bases[at] as number)
    const end = offset + length
    for (let index = indexAt(whole.starts, offset); offset < end; index += 1) {
      const start = whole.starts[index] as number
      const until = Math.min(whole.starts[index + 1] ?? whole.length, end)
      yield { place: (whole.places[index] as number) + offset - start, length: until - offset }
      offset = until
    }
  }

  #enter(whole: Whole, room: number): number {
    const base = this.#end
    this.#bases.push(base)
    this.#wholes.push(whole)
    this.#end = base + room
    return base
  }
}

/** The index of the last value that is at most `offset`. */
const indexAt = (starts: readonly number[], offset: number): number =>
  bisectRight(starts, offset, 0, starts.length) - 1
