// Whether something only grew since the last look. If so, results made from it can be extended; else they start again.

interface Grows {
  /** Rises when something other than growth happened. */
  readonly revision: number
}

export class Growth {
  #of: readonly Grows[]
  #revisions: readonly number[]

  /** What to compare with first, if it is known already. */
  constructor(...of: readonly Grows[]) {
    this.#of = of
    this.#revisions = of.map(({ revision }) => revision)
  }

  /** Whether `now` is the same as in the last call, and has only grown since. */
  continues(...now: readonly Grows[]): boolean {
    if (this.#isSame(now)) return true
    this.#of = now
    this.#revisions = now.map(({ revision }) => revision)
    return false
  }

  #isSame(now: readonly Grows[]): boolean {
    if (now.length !== this.#of.length) return false
    for (let k = 0; k < now.length; k += 1)
      if (now[k] !== this.#of[k] || now[k]?.revision !== this.#revisions[k]) return false
    return true
  }
}
