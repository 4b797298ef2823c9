// The choice of the connections that the next framing is for.
import type { Framing } from '@unstick/session'
import type { Summary } from '../model/session/summary.ts'
import { type Reach, reached, reachOptions } from './reach.ts'

interface Shown {
  readonly summary: () => Summary | undefined
  /** The framing in force. */
  readonly framing: () => Framing
}

export class FramingReach {
  readonly #of: Shown
  /** What a person chose, and for which session. */
  #chosen = $state.raw<{ readonly session: string; readonly reach: Reach }>()

  constructor(of: Shown) {
    this.#of = of
  }

  readonly options = $derived.by(() => {
    const { ports = 0, shown } = this.#of.summary() ?? {}
    return reachOptions(ports, shown)
  })

  /** If each connection has its own framing, the next one is for the shown connection too. */
  readonly value = $derived.by((): Reach => {
    const chosen =
      this.#chosen && this.#chosen.session === this.#of.summary()?.session ? this.#chosen.reach : undefined
    const wanted = chosen ?? (this.#of.framing().kind === 'plan' ? 'port' : 'all')
    return this.options.find(({ value }) => value === wanted)?.value ?? 'all'
  })

  choose(reach: Reach): void {
    const { session } = this.#of.summary() ?? {}
    if (session !== undefined) this.#chosen = { session, reach }
  }

  /** The text that applying `text` puts in force. */
  applied(text: string): string {
    return reached(text, this.value, this.#of.framing(), this.#of.summary()?.shown)
  }
}
