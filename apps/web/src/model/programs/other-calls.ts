// A session's calls that moved no bytes, by program. The list grows with the session.
import type { Kept, OtherCall } from '@unstick/session'

export class OtherCalls {
  readonly #by = new Map<string, OtherCall[]>()
  #taken = 0

  /** `all`: the session's calls, as many as there are now. */
  advance(all: readonly OtherCall[]): void {
    for (; this.#taken < all.length; this.#taken += 1) {
      const call = all[this.#taken] as OtherCall
      const known = this.#by.get(call.program)
      if (known) known.push(call)
      else this.#by.set(call.program, [call])
    }
  }

  /** Those about one of the streams, and the program's sleeps. */
  of(program: string, streams: readonly string[]): readonly OtherCall[] {
    return (this.#by.get(program) ?? []).filter(
      ({ stream }) => stream === undefined || streams.includes(stream),
    )
  }
}

export const otherCalls: Kept<OtherCalls> = { make: () => new OtherCalls() }
