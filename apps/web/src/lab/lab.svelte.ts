// The lab: which experiments there are, the conditions entered for each, and the run that goes on.
import type { ExperimentInfo } from '@unstick/session'
import { bridge } from '../bridge/bridge.ts'
import { defaultsOf, type Entered, problemOf, valuesOf } from './conditions.ts'

export class Lab {
  experiments = $state.raw<readonly ExperimentInfo[]>([])
  chosen = $state<string>()
  /** Between pressing Run and the bridge's answer. */
  starting = $state(false)
  /** The session of the last run from this page. */
  session = $state<string>()
  readonly #entered = $state<Record<string, Entered>>({})
  readonly experiment = $derived(
    this.experiments.find(({ name }) => name === this.chosen) ?? this.experiments[0],
  )

  async load(): Promise<void> {
    this.experiments = await bridge.experiments()
    for (const experiment of this.experiments) this.#entered[experiment.name] ??= defaultsOf(experiment)
  }

  /** The chosen experiment's inputs; bound to by the form. */
  get entered(): Entered {
    return this.#entered[this.experiment?.name ?? ''] ?? {}
  }

  get sound(): boolean {
    return (
      this.experiment?.conditions.every((it) => problemOf(it, this.entered[it.key]) === undefined) ?? false
    )
  }

  /** Starts a run and gives its session, which is followed from then on. */
  async run(framing: string): Promise<string | undefined> {
    const { experiment } = this
    if (!experiment || !this.sound || this.starting) return undefined
    this.starting = true
    try {
      const conditions = valuesOf(experiment, this.entered)
      const { session } = await bridge.run({ experiment: experiment.name, conditions, framing })
      this.session = session
      return session
    } finally {
      this.starting = false
    }
  }

  async stop(): Promise<void> {
    if (this.session !== undefined) await bridge.stop(this.session)
  }
}
