// The lab: which experiments there are, the conditions entered for each, and the run that goes on.
import type { ExperimentInfo, RunRequest, SessionInfo } from '@unstick/api'
import { createContext } from 'svelte'
import type { BridgeWatch } from '../bridge/bridge-watch.svelte.ts'
import type { Panes } from '../pane/panes.svelte.ts'
import { runGoesOn } from './run-goes-on.ts'
import { bridge } from '../bridge/bridge.ts'
import { changedOf, defaultsOf, type Entered, enteredOf, problemOf, textsOf, valuesOf } from './conditions.ts'

/** What the lab has from the page around it. */
export interface LabSurroundings {
  readonly panes: Panes
  readonly watch: BridgeWatch
  /** Shows the session of a run that has begun. */
  readonly open: (session: string, framing: string, stream: number | undefined) => void
  /** Speaks to screen readers. */
  readonly say: (announcement: string) => void
}

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

  readonly running = $derived.by(
    () =>
      this.starting ||
      runGoesOn(
        this.session,
        this.#around.panes.all.map(({ session, reader }) => ({ session, live: reader.summary?.live })),
      ),
  )
  readonly #around: LabSurroundings

  constructor(around: LabSurroundings) {
    this.#around = around
  }

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

  /** Chooses an experiment; the framing that it offers comes along unless one has written another. */
  choose(name: string): void {
    const { active } = this.#around.panes
    const { framing: offered, framed } = this.experiment ?? {}
    this.chosen = name
    const { framing } = this.experiment ?? {}
    if (framing !== undefined && framing !== offered && active.framing.text === offered)
      active.setFraming(active.framing.on && !framed && framing !== 'none', framing)
  }

  /** Runs the experiment in the active pane; a refusal is shown. */
  async run(): Promise<void> {
    const { panes, watch } = this.#around
    if (this.running || panes.file) return
    await watch.attempt(() => this.start())
  }

  /** The same, where a refusal is the caller's to show. */
  async start(): Promise<void> {
    const { panes, open, say } = this.#around
    const { experiment } = this
    const { framing } = panes.active
    // Programs that frame by hand do so with framing off too.
    if (experiment?.framed && !framing.on) framing.set(experiment.framing)
    const { spec } = framing
    const session = await this.#begin(spec)
    if (session === undefined) return
    open(session, spec, experiment?.stream)
    say(`${experiment?.title ?? 'The experiment'} is running.`)
  }

  /** Starts a run and gives its session, which is followed from then on. */
  async #begin(framing: string): Promise<string | undefined> {
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
    const { session } = this
    if (session !== undefined) await this.#around.watch.attempt(() => bridge.stop(session))
  }
}

export const [getLab, setLab] = createContext<Lab>()
