// Whether something only grew since it was last looked at: then what hangs on it is extended, else it begins anew.

interface Grows {
  /** Rises when more happened than growth. */
  readonly revision: number
}

export class Growth {
  #of: readonly Grows[]
  #revisions: readonly number[]

  /** What is looked at now, where that is known already. */
  constructor(...of: readonly Grows[]) {
    this.#of = of
    this.#revisions = of.map(({ revision }) => revision)
  }

  /** Whether `now` is what it was at the last call, and has only grown since. */
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
