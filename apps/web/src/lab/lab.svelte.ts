// The lab's state: the experiments, the conditions entered for each, and the current run.
import type { ExperimentInfo, RunRequest, SessionInfo } from '@unstick/api'
import { createContext } from 'svelte'
import type { BridgeWatch } from '../bridge/bridge-watch.svelte.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import type { Panes } from '../pane/panes.svelte.ts'
import { Progress } from './progress.svelte.ts'
import { runGoesOn } from './run-goes-on.ts'
import { bridge } from '../bridge/bridge.ts'
import {
  changedOf,
  type Entered,
  enteredOf,
  problemOf,
  textsOf,
  transportOf,
  valuesOf,
} from './conditions.ts'
import { isWritten, KeptSteps } from './kept-steps.ts'

/** What the lab needs from the page around it. */
export interface LabSurroundings {
  readonly panes: Panes
  readonly watch: BridgeWatch
  /** Shows the session of a run that has started. */
  readonly open: (session: string, framing: string, stream: number | undefined) => void
  /** Says that a run has started although its session is not shown, because something else was opened meanwhile. */
  readonly notShown: (title: string, open: () => void) => void
  /** Shows the chosen experiment as before its run. */
  readonly before: () => void
  /** Speaks to screen readers. */
  readonly say: (announcement: string) => void
}

export interface Copied {
  readonly title: string
  readonly leftOut: readonly string[]
}

export class Lab {
  experiments = $state.raw<readonly ExperimentInfo[]>([])
  chosen = $state<string>()
  /** Between pressing Run and the bridge's answer. */
  starting = $state(false)
  /** The session of the last run from this page, and the experiment. */
  session = $state<string>()
  ran = $state<string>()
  readonly progress = new Progress()
  /** What the playground was copied from, and what it cannot do of that. */
  copied = $state.raw<Copied>()
  readonly #kept = new KeptSteps()
  readonly #entered = $state<Record<string, Entered>>({})
  readonly experiment = $derived(
    this.experiments.find(({ name }) => name === this.chosen) ?? this.experiments[0],
  )

  readonly running = $derived.by(
    () =>
      this.starting ||
      runGoesOn(
        this.session,
        this.#around.panes.all.map(({ session, reader }) => ({
          session,
          ended: reader.connection.state === 'ended',
        })),
      ),
  )
  /** Resolves once the bridge has named its experiments. */
  readonly loaded: Promise<void>
  readonly #around: LabSurroundings
  #hasLoaded: () => void = () => undefined

  constructor(around: LabSurroundings) {
    this.#around = around
    this.loaded = new Promise((resolve) => (this.#hasLoaded = resolve))
  }

  /** `changed` are the chosen experiment's inputs from an address. They come before a person can type, and replace nothing. */
  async load(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    this.experiments = await bridge.experiments()
    const { experiment: chosen } = this
    for (const experiment of this.experiments) {
      const linked = experiment === chosen ? changed : {}
      const isOwn = isWritten(experiment) && Object.keys(linked).length === 0
      this.#entered[experiment.name] ??= enteredOf(experiment, isOwn ? this.#kept.changes : linked)
      if (!isOwn && isWritten(experiment)) this.#kept.shows(this.changed)
    }
    this.#hasLoaded()
  }

  /** Sets the inputs; those that are not named get what the experiment offers. */
  restore(changed: Readonly<Record<string, string>>): void {
    const { experiment } = this
    if (experiment) this.#entered[experiment.name] = enteredOf(experiment, changed)
  }

  /** Chooses the experiment that made a session, and enters the conditions of that run. */
  recall({ experiment, conditions }: SessionInfo): void {
    if (!this.experiments.some(({ name }) => name === experiment)) return
    if (this.experiment?.name !== experiment) this.chosen = experiment
    this.restore(textsOf(conditions ?? {}))
    this.#kept.shows(this.changed)
  }

  /** Stores what a person has written for the chosen experiment, if they write its steps. */
  keep(): void {
    if (this.experiment && isWritten(this.experiment)) this.#kept.keep(this.changed)
  }

  /** Puts all inputs back to what the experiment offers. */
  reset(): void {
    this.restore({})
  }

  /** Runs the experiment as it is offered, but for these conditions and this framing; without one, framing is off. */
  async runWith({
    conditions,
    framing = 'none',
  }: Pick<RunRequest, 'conditions'> & Partial<RunRequest>): Promise<void> {
    if (this.running) return
    this.restore(textsOf(conditions))
    this.#around.panes.active.framing.set(framing)
    await this.run()
  }

  /** The changed inputs, as an address holds them. */
  get changed(): Readonly<Record<string, string>> {
    return this.experiment ? changedOf(this.experiment, this.entered) : {}
  }

  /** The run request that the inputs describe; `undefined` while one of them is wrong. */
  request(framing: string): RunRequest | undefined {
    const { experiment } = this
    if (!experiment || !this.sound) return undefined
    return { experiment: experiment.name, conditions: valuesOf(experiment, this.entered), framing }
  }

  /** The chosen experiment's inputs. The form binds to them. */
  get entered(): Entered {
    return this.#entered[this.experiment?.name ?? ''] ?? {}
  }

  get sound(): boolean {
    return this.experiment !== undefined && this.problem === undefined
  }

  /** The first input that is wrong, and why. */
  get problem(): string | undefined {
    for (const condition of this.experiment?.conditions ?? []) {
      const problem = problemOf(condition, this.entered[condition.key], transportOf(this.entered))
      if (problem !== undefined) return `${condition.label}: ${problem}`
    }
    return undefined
  }

  /** Chooses an experiment and its suggested framing, unless the person has typed another framing. */
  choose(name: string): void {
    const { active } = this.#around.panes
    const { framing: offered, framed } = this.experiment ?? {}
    const isOther = name !== this.experiment?.name
    this.chosen = name
    const { framing } = this.experiment ?? {}
    if (framing !== undefined && framing !== offered && active.framing.text === offered)
      active.setFraming(active.framing.on && !framed && framing !== 'none', framing)
    // The picture of another experiment's run would stay beside this one's words.
    if (isOther && !this.running && !active.unkept && !this.#around.panes.other) active.close()
  }

  /** Opens the chosen experiment in the playground, for a person to change its steps. */
  async copyToPlayground(): Promise<void> {
    const { panes, watch, before } = this.#around
    const { experiment } = this
    const { framing } = panes.active
    const request = this.request(this.#framingOf(framing))
    if (!experiment || !request) return
    await watch.attempt(async () => {
      const { conditions, leftOut } = await bridge.written(request)
      const { name = '' } = this.experiments.find(isWritten) ?? {}
      this.choose(name)
      this.restore(textsOf(conditions))
      this.copied = { title: experiment.title, leftOut }
      before()
    })
  }

  /** The framing that a run uses. Programs that frame by hand also do so with framing off. */
  #framingOf({ ofRuns }: Pane['framing']): string {
    const { experiment } = this
    return experiment?.framed && ofRuns === 'none' ? experiment.framing : ofRuns
  }

  /** Runs the experiment in the active pane, and shows a refusal. Returns the session if there is one. */
  async run(): Promise<string | undefined> {
    const { panes, watch } = this.#around
    if (this.running || panes.file) return undefined
    let session: string | undefined
    await watch.attempt(async () => {
      session = await this.#start()
    })
    return session
  }

  async #start(): Promise<string | undefined> {
    const { panes, open, notShown, say } = this.#around
    const { experiment } = this
    const { framing } = panes.active
    const spec = this.#framingOf(framing)
    if (spec !== framing.spec) framing.set(spec)
    const isLast = panes.ask()
    const session = await this.#begin(this.request(spec))
    if (session === undefined) return undefined
    const show = (): void => open(session, spec, experiment?.stream)
    const title = experiment?.title ?? 'The experiment'
    if (isLast()) show()
    else notShown(title, show)
    say(`${title} is running.`)
    return session
  }

  /** The run of a pane with framing, if that was a run of the lab without it; else `undefined`. */
  framedRun({ framing, reader: { summary } }: Pane): RunRequest | undefined {
    const { experiment: name, conditions = {}, framing: spoken } = summary?.header ?? {}
    const experiment = this.experiments.find((each) => each.name === name)
    const isPlain = !framing.on && spoken === 'none' && experiment !== undefined
    return isPlain && experiment.framing !== 'none' && !this.running
      ? { experiment: experiment.name, conditions, framing: framing.ofFramedRuns }
      : undefined
  }

  /** Runs it in the lower pane, beside the run without framing, and shows a refusal. */
  async runBeneath(request: RunRequest): Promise<void> {
    const { panes, watch, open, notShown, say } = this.#around
    const { title = '', stream } = this.experiments.find(({ name }) => name === request.experiment) ?? {}
    const isLast = panes.ask()
    await watch.attempt(async () => {
      const session = await this.#begin(request)
      if (session === undefined) return
      if (isLast()) await panes.addBeneath((beneath) => beneath.open(session, request.framing, stream))
      else notShown(title, () => open(session, request.framing, stream))
      say(`${title} is running with framing.`)
    })
  }

  /** Starts a run and returns its session, which is followed from then on. */
  async #begin(request: RunRequest | undefined): Promise<string | undefined> {
    if (!request || this.starting) return undefined
    this.starting = true
    try {
      const { session } = await bridge.run(request)
      this.session = session
      this.ran = request.experiment
      this.progress.ran(request.experiment)
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
