// Sends of which the kernel took fewer bytes than the program gave: the rest is the program's to send again.
import { withRoom } from '../lanes/columns.ts'
import { IntervalSet } from '../lanes/interval-set.ts'

export class ShortWrites extends IntervalSet {
  #givens = new Float64Array(0)
  #known = new Float64Array(0)

  /** Send `index` was given `given` bytes; the log has the first `known` of those that were not taken. */
  take(index: number, given: number, known: number): void {
    const place = this.count
    this.add(index)
    this.#givens = withRoom(this.#givens, this.count)
    this.#known = withRoom(this.#known, this.count)
    this.#givens[place] = given
    this.#known[place] = known
  }

  /** How many bytes the program gave to the send at `place` of the column. */
  given(place: number): number {
    return this.#givens[place] as number
  }

  /** How many bytes the program gave to send `index`; `undefined` if all of them were taken. */
  givenTo(index: number): number | undefined {
    const place = this.placeOf(index)
    return place === undefined ? undefined : this.given(place)
  }

  /** How many bytes that send `index` was given and did not take are in the log, right behind those that it took. */
  knownOf(index: number): number {
    const place = this.placeOf(index)
    return place === undefined ? 0 : (this.#known[place] as number)
  }
}
