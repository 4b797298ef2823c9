// The lab: which experiments there are, the conditions entered for each, and the run that goes on.
import type { ExperimentInfo, RunRequest, SessionInfo } from '@unstick/api'
import { bridge } from '../bridge/bridge.ts'
import { changedOf, defaultsOf, type Entered, enteredOf, problemOf, textsOf, valuesOf } from './conditions.ts'

export class Lab {
  experiments = $state.raw<readonly ExperimentInfo[]>([])
  chosen = $state<string>()
  /** Between pressing Run and the bridge's answer. */
  starting = $state(false)
  /** The session of the last run from this page, and the experiment. */
  session = $state<string>()
  ran = $state<string>()
  /** The programs' text stands where the timeline else is. */
  programs = $state(false)
  readonly #entered = $state<Record<string, Entered>>({})
  readonly experiment = $derived(
    this.experiments.find(({ name }) => name === this.chosen) ?? this.experiments[0],
  )

  async load(): Promise<void> {
    this.experiments = await bridge.experiments()
    for (const experiment of this.experiments) this.#entered[experiment.name] ??= defaultsOf(experiment)
  }

  /** Takes over the inputs of an address. */
  restore(changed: Readonly<Record<string, string>>): void {
    const { experiment } = this
    if (experiment) this.#entered[experiment.name] = enteredOf(experiment, changed)
  }

  /** Chooses the experiment that made a session, with the conditions of that run. */
  recall({ experiment, conditions }: SessionInfo): void {
    if (!this.experiments.some(({ name }) => name === experiment)) return
    if (this.experiment?.name !== experiment) this.chosen = experiment
    this.restore(textsOf(conditions ?? {}))
  }

  /** The inputs that are not as they were at first, as an address holds them. */
  get changed(): Readonly<Record<string, string>> {
    return this.experiment ? changedOf(this.experiment, this.entered) : {}
  }

  /** What a run of the inputs asks for; `undefined` while one of them is wrong. */
  request(framing: string): RunRequest | undefined {
    const { experiment } = this
    if (!experiment || !this.sound) return undefined
    return { experiment: experiment.name, conditions: valuesOf(experiment, this.entered), framing }
  }

  /** The chosen experiment's inputs; bound to by the form. */
  get entered(): Entered {
    return this.#entered[this.experiment?.name ?? ''] ?? {}
  }

  get sound(): boolean {
    return this.experiment !== undefined && this.problem === undefined
  }

  /** The first input that is wrong, and why. */
  get problem(): string | undefined {
    for (const condition of this.experiment?.conditions ?? []) {
      const problem = problemOf(condition, this.entered[condition.key])
      if (problem !== undefined) return `${condition.label}: ${problem}`
    }
    return undefined
  }

  /** Starts a run and gives its session, which is followed from then on. */
  async run(framing: string): Promise<string | undefined> {
    const request = this.request(framing)
    if (!request || this.starting) return undefined
    this.starting = true
    try {
      const { session } = await bridge.run(request)
      this.session = session
      this.ran = request.experiment
      return session
    } finally {
      this.starting = false
    }
  }

  async stop(): Promise<void> {
    if (this.session !== undefined) await bridge.stop(this.session)
  }
}
