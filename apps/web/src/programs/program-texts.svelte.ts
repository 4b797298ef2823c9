// The experiment's programs in Python, as the bridge prints them for the current conditions and framing.
import type { PythonPrograms, RunRequest } from '@unstick/api'
import { untrack } from 'svelte'
import { bridge } from '../bridge/bridge.ts'
import { BridgeError } from '../bridge/bridge-error.ts'

export class ProgramTexts {
  list = $state.raw<PythonPrograms['programs']>([])
  /** Why there are no programs. */
  why = $state<string>()
  #asked = 0

  /** Of the run that `request` describes, as it changes; a component calls it once. Without a request the last ones stay. */
  constructor(request: () => RunRequest | undefined) {
    // As text, because an equal request would be answered alike.
    const wanted = $derived.by(() => {
      const run = request()
      return run && JSON.stringify(run)
    })
    $effect(() => {
      if (wanted === undefined) return
      const run = untrack(request)
      if (run) void this.#show(run)
    })
  }

  /** Drops the answer to an older request. */
  async #show(request: RunRequest): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    try {
      const { programs, why } = await bridge.python(request)
      if (asked !== this.#asked) return
      // While a person types, the last programs stay.
      if (!why) this.list = programs
      this.why = why?.message
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (asked === this.#asked) this.why = error.message
    }
  }
}
