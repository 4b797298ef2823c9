// The page's whole state: what is open, which part of it is shown, and what a person can do.
import { createContext } from 'svelte'
import { BridgeWatch, setBridgeWatch } from '../../bridge/bridge-watch.svelte.ts'
import { latePart } from '../../bridge/late-part.ts'
import { FirstSteps } from '../../first-steps/first-steps.svelte.ts'
import { isFirstVisit } from '../../first-steps/first-visit.ts'
import { Lab, setLab } from '../../lab/lab.svelte.ts'
import { Navigation, setNavigation } from '../../navigation/navigation.svelte.ts'
import { namesView, type Place, printPlace, readPlace } from '../../navigation/permalink.ts'
import type { Pane } from '../../pane/pane.svelte.ts'
import { Panes, setPanes } from '../../pane/panes.svelte.ts'
import { Prediction, setPrediction } from '../../prediction/prediction.svelte.ts'
import { Sessions, setSessions } from '../../sessions/sessions.svelte.ts'
import { WorkbenchHolder } from '../../struct/workbench-holder.svelte.ts'
import { loadPicture } from '../../timeline/load-picture.ts'
import { FrameLoop } from '../../ui/frame-loop.ts'
import { setTheme, Theme } from '../../ui/theme.svelte.ts'
import { setToasts, Toasts } from '../../ui/toasts.svelte.ts'
import type { SessionInFile } from '../../worker/session-in-file.ts'

export class Page {
  /** Screen readers say it. */
  announcement = $state('')
  readonly toasts = new Toasts()
  readonly theme = new Theme()
  readonly struct = new WorkbenchHolder()
  readonly navigation: Navigation
  readonly watch: BridgeWatch
  readonly panes: Panes
  readonly lab: Lab
  readonly sessions: Sessions
  readonly firstSteps: FirstSteps
  readonly prediction = new Prediction()
  /** Whether what the address says is restored. */
  #isStarted = false

  /** The open session's title. */
  readonly title = $derived.by(() => this.sessions.titleOf(this.pane))

  readonly place = $derived.by((): Place => ({
    view: this.navigation.view,
    struct: this.navigation.view === 'struct' ? this.struct.place : undefined,
    experiment: this.lab.chosen,
    inCourse: this.navigation.inCourse,
    conditions: this.lab.changed,
    axis: this.panes.first.timeline.axis,
    scale: this.panes.first.timeline.scale,
    shown: this.panes.first.timeline.rested,
    range: this.panes.first.measured,
    ...this.panes.place,
  }))

  /** The permalink to what is on screen. An exported file uses the fragment, because a file has no query. */
  readonly address = $derived.by(() => {
    const address = printPlace(this.place)
    return this.file ? address.replace('?', '#') : address
  })

  /** `newWorker` starts the worker that reads a pane's sessions. `file` is the session that the page contains. */
  constructor(newWorker: () => Worker, file?: SessionInFile) {
    const say = (announcement: string): void => {
      this.announcement = announcement
    }
    this.watch = new BridgeWatch(this.toasts, () => void this.load())
    const { toasts, watch } = this
    this.navigation = new Navigation((view) => {
      // Other pages also record sessions.
      if (view === 'sessions') this.#reloadSessions()
      if (view !== 'lab') this.firstSteps.leave()
    })
    const { navigation } = this
    this.panes = new Panes(
      newWorker,
      {
        frames: new FrameLoop(),
        say,
        ended: (session) => {
          this.#reloadSessions()
          this.firstSteps.ready(session)
          if (session !== undefined && session === this.lab.session) void this.#record()
        },
        gone: () => void watch.look(),
        chose: () => (navigation.side = 'details'),
      },
      file,
    )
    const { panes } = this
    this.lab = new Lab({
      panes,
      watch,
      say,
      before: () => this.askBefore(),
      open: (session, ...how) => {
        // However it was run: guesses that were made are compared.
        if (this.predicts && lab.experiment && this.prediction.hasGuesses(lab.experiment.name)) {
          this.prediction.began(session, lab.experiment.name)
          navigation.side = 'prediction'
        }
        this.prediction.wanted = false
        this.sessions.open(session, ...how)
      },
      notShown: (title, open) => {
        this.firstSteps.leave()
        this.#reloadSessions()
        toasts.say(`${title} runs: it is in Sessions.`, 'plain', { name: 'Open', run: open })
      },
    })
    const { lab } = this
    this.firstSteps = new FirstSteps({ panes, lab, navigation, toasts })
    this.sessions = new Sessions({
      panes,
      lab,
      navigation,
      toasts,
      watch,
      opened: () => {
        this.prediction.wanted = false
      },
      compared: () => this.firstSteps.leave(),
    })
  }

  /** Gives its parts to the components. Call it while the page is created. */
  provide(): void {
    setPage(this)
    setBridgeWatch(this.watch)
    setLab(this.lab)
    setNavigation(this.navigation)
    setPanes(this.panes)
    setPrediction(this.prediction)
    setSessions(this.sessions)
    setTheme(this.theme)
    setToasts(this.toasts)
  }

  /** The pane that the rest of the page follows. */
  get pane(): Pane {
    return this.panes.active
  }

  /** Whether a session is being opened. One that is still recorded is open once something of it is shown. */
  get isOpening(): boolean {
    return !this.#isStarted || this.panes.all.some((pane) => pane.isOpening)
  }

  /** The session that the page contains. If there is one, there is no bridge, no lab and no list. */
  get file(): SessionInFile | undefined {
    return this.panes.file
  }

  /** Whether nothing is on screen, because no session is open or it cannot be loaded. */
  get empty(): boolean {
    const { session, reader } = this.pane
    return (
      session === undefined ||
      (!this.panes.other && !reader.summary && /refused|gone/.test(reader.connection.state))
    )
  }

  /** Whether the stage shows the chosen experiment before its run and asks what a person expects. */
  get predicts(): boolean {
    const { lab, navigation, panes, pane, prediction } = this
    if (this.file || navigation.view !== 'lab' || panes.other || !lab.experiment) return false
    // Until the bridge has answered, the questions stay on screen.
    if (lab.running && !lab.starting) return false
    return prediction.wanted || (pane.session === undefined && lab.chosen !== undefined)
  }

  /** Shows the chosen experiment on the stage as before its run. There one pane has room. */
  askBefore(): void {
    const { panes, prediction } = this
    panes.keep(panes.active)
    prediction.wanted = true
  }

  /** Restores what the address says. */
  async start(): Promise<void> {
    try {
      await this.#restore()
    } finally {
      this.#isStarted = true
    }
  }

  async #restore(): Promise<void> {
    if (this.file) {
      this.#take(this.file)
      return
    }
    const { lab, pane, sessions } = this
    const isNew = isFirstVisit() && location.search === ''
    const place = readPlace(location.search)
    // While the lists come.
    if (place.session !== undefined) void loadPicture().catch(() => undefined)
    // A person may open something before everything is loaded.
    const isLast = this.panes.ask()
    this.navigation.view = place.view
    this.struct.linked = place.struct
    lab.chosen = place.experiment
    this.navigation.inCourse = place.inCourse
    pane.timeline.axis = place.axis
    pane.timeline.scale = place.scale
    if (place.framing !== undefined) pane.framing.set(place.framing)
    const offered = pane.framing.text
    await this.load(place.conditions)
    // If the address says nothing about the lab, and nobody has typed anything yet, its session does.
    if (!place.experiment && Object.keys(lab.changed).length === 0) sessions.recall(place.session)
    // Keeps what was typed meanwhile.
    if (place.framing === undefined && lab.experiment && pane.framing.text === offered)
      pane.framing.write(lab.experiment.framing)
    if (!isLast()) return
    if (isNew && sessions.list?.length === 0) return this.firstSteps.begin()
    if (place.session === undefined) return
    // Beside a capture, or a run of a person's own programs, an experiment would seem to belong to it.
    if (!namesView(location.search) && sessions.isForeign(place.session)) this.navigation.view = 'sessions'
    pane.open(place.session, place.framing ?? sessions.framingOf(place.session), place.stream)
    pane.timeline.selected = place.selected
    if (place.selected) this.navigation.side = 'details'
    pane.timeline.restore(place.shown)
    if (place.range) pane.measure.restore(place.axis, place.range)
    const { beneath } = place
    if (beneath) this.panes.restore(beneath, beneath.framing ?? sessions.framingOf(beneath.session))
  }

  #take(file: SessionInFile): void {
    const { pane } = this
    const place = readPlace(location.hash.slice(1))
    this.navigation.view = place.view === 'struct' ? 'struct' : 'sessions'
    this.navigation.side = 'details'
    this.struct.linked = place.struct
    pane.timeline.axis = place.axis
    pane.timeline.scale = place.scale
    pane.take(file, place.framing, place.stream)
    pane.timeline.restore(place.shown)
    if (place.range) pane.measure.restore(place.axis, place.range)
    pane.timeline.selected = place.selected
  }

  /** `conditions` are the chosen experiment's inputs from the address. */
  async load(conditions: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.watch.attempt(async () => {
      await Promise.all([this.lab.load(conditions), this.sessions.load()])
    })
  }

  /** The run on screen is over: holds the guesses against it, and keeps its answer for the course. */
  async #record(): Promise<void> {
    await this.watch.attempt(async () => {
      const { recordRun } = await latePart(() => import('../../course/record-run.ts'))
      await recordRun(this.pane, this.lab, this.prediction)
    })
  }

  #reloadSessions(): void {
    if (!this.file) void this.watch.attempt(() => this.sessions.load())
  }

  /**
   * With one pane: runs a plain run of the lab once more below, with framing, or shows any other session again below with
   * framing switched. With two panes: keeps the first one.
   */
  async compare(): Promise<void> {
    const { lab, panes, pane } = this
    const framed = lab.framedRun(pane)
    const inPage = this.file !== undefined
    this.firstSteps.leave()
    if (panes.other) panes.keep(panes.first)
    // The state is `idle` until the worker's first message, so nothing of the file has been read either.
    else if (inPage && pane.reader.connection.state !== 'ended')
      this.toasts.say('Comparing takes the whole file: it is still being read.')
    else if (framed) await lab.runBeneath(framed)
    else if (pane.session !== undefined)
      await panes.addBeneath((beneath) => beneath.openOtherWay(pane, inPage))
  }
}

const [getPage, setPage] = createContext<Page>()
export { getPage }
