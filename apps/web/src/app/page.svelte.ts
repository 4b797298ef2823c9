// The page's state, put together: what is open, what is shown of it, and what a person can do.
import { createContext } from 'svelte'
import type { SessionInfo } from '@unstick/api'
import { BridgeError } from '../bridge/bridge.ts'
import { BridgeWatch } from '../bridge/bridge-watch.svelte.ts'
import type { ConnectionList } from '../pane/connection-list.svelte.ts'
import type { FramingSwitch } from '../pane/framing-switch.svelte.ts'
import { Lab } from '../lab/lab.svelte.ts'
import { runGoesOn } from '../lab/run-goes-on.ts'
import type { Pane } from '../pane/pane.svelte.ts'
import { Panes } from '../pane/panes.svelte.ts'
import type { Replay } from '../pane/replay.svelte.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Search } from '../pane/search.svelte.ts'
import { Sessions } from '../sessions/sessions.svelte.ts'
import type { StructPlace } from '../navigation/struct-place.ts'
import type { Workbench } from '../struct/workbench.svelte.ts'
import { FrameLoop } from '../ui/frame-loop.ts'
import type { Measure } from '../pane/timeline/measure.svelte.ts'
import type { Timeline } from '../pane/timeline/timeline.svelte.ts'
import { isFirstVisit } from '../tour/first-visit.ts'
import { Tour } from '../tour/tour.svelte.ts'
import type { SessionInFile } from '../worker/session-in-file.ts'
import type { Reader } from '../worker/reader.svelte.ts'
import { type Place, printPlace, readPlace } from '../navigation/permalink.ts'
import { Theme } from '../ui/theme.svelte.ts'
import { Toasts } from '../ui/toasts.svelte.ts'

export type Panel = 'connections' | 'search' | 'about'

export class Page {
  view = $state<Place['view']>('lab')
  table = $state(false)
  help = $state(false)
  /** Whether the sheet of all words is open. */
  glossary = $state(false)
  /** What stands open under the timeline. */
  panel = $state<Panel>()
  /** Spoken by screen readers. */
  announcement = $state('')
  readonly frames = new FrameLoop()
  readonly lab = new Lab()
  readonly sessions = new Sessions()
  /** The struct workbench, once it was shown; until then what the link says of it. */
  struct = $state.raw<Workbench>()
  linkedStruct: StructPlace | undefined
  readonly toasts = new Toasts()
  readonly theme = new Theme()
  readonly tour = new Tour()
  /** Why the run that was to greet a newcomer did not come about. */
  notGreeted = $state<string>()
  readonly watch = new BridgeWatch(() => void this.load())
  readonly panes: Panes
  /** The session that stands in the page's own file: then there is no bridge, no lab and no list. */
  readonly file: SessionInFile | undefined

  readonly running = $derived.by(
    () =>
      this.lab.starting ||
      runGoesOn(
        this.lab.session,
        this.panes.all.map(({ session, reader }) => ({ session, live: reader.summary?.live })),
      ),
  )

  /** The open session's title. */
  readonly title = $derived.by(() => this.titleOf(this.pane))

  readonly place = $derived.by((): Place => ({
    view: this.view,
    struct: this.view === 'struct' ? (this.struct?.place ?? this.linkedStruct) : undefined,
    experiment: this.lab.chosen,
    conditions: this.lab.changed,
    axis: this.panes.first.timeline.axis,
    scale: this.panes.first.timeline.scale,
    shown: this.panes.first.timeline.rested,
    range: this.panes.first.measured,
    ...this.panes.place,
  }))

  /** The permalink to what is on screen; of a file's page its fragment, for a file has no query. */
  readonly address = $derived.by(() => {
    const address = printPlace(this.place)
    return this.file ? address.replace('?', '#') : address
  })

  /** `newWorker` starts what reads a pane's sessions; `file` is the one that the page came with. */
  constructor(newWorker: () => Worker, file?: SessionInFile) {
    this.file = file
    this.panes = new Panes(newWorker, {
      frames: this.frames,
      say: (announcement) => (this.announcement = announcement),
      ended: () => {
        if (!file) void this.attempt(() => this.sessions.load())
        this.tour.ready()
      },
      gone: () => void this.watch.look(),
    })
  }

  // What is open, for all that is about the active pane.
  get pane(): Pane {
    return this.panes.active
  }
  get session(): string | undefined {
    return this.pane.session
  }
  /** Nothing is on screen: no session is open, or one that cannot be had. */
  get empty(): boolean {
    const { connection, summary } = this.reader
    return (
      this.session === undefined || (!this.panes.other && !summary && /refused|gone/.test(connection.state))
    )
  }
  get unkept(): boolean {
    return this.pane.file !== undefined
  }
  get framing(): FramingSwitch {
    return this.pane.framing
  }
  get reader(): Reader {
    return this.pane.reader
  }
  get timeline(): Timeline {
    return this.pane.timeline
  }
  get measure(): Measure {
    return this.pane.measure
  }
  get replay(): Replay {
    return this.pane.replay
  }
  get connections(): ConnectionList {
    return this.pane.connections
  }
  get search(): Search {
    return this.pane.search
  }
  get transport(): 'tcp' | 'udp' {
    return this.pane.transport
  }
  get markedHere(): Range | undefined {
    return this.pane.markedHere
  }
  setFraming(on: boolean, text: string): void {
    this.pane.setFraming(on, text)
  }
  setStream(stream: number): void {
    this.pane.setStream(stream)
  }
  turnAround(): void {
    this.pane.turnAround()
  }
  jump(by: 1 | -1): Promise<void> {
    return this.pane.jump(by)
  }

  /** Brings back what the address says. */
  async start(): Promise<void> {
    if (this.file) {
      this.#take(this.file)
      return
    }
    const isNew = isFirstVisit() && location.search === ''
    const place = readPlace(location.search)
    this.view = place.view
    this.linkedStruct = place.struct
    this.lab.chosen = place.experiment
    this.timeline.axis = place.axis
    this.timeline.scale = place.scale
    if (place.framing !== undefined) this.framing.set(place.framing)
    const offered = this.framing.text
    await this.load()
    this.lab.restore(place.conditions)
    // Where the address says nothing of the lab, its session does.
    if (!place.experiment && Object.keys(place.conditions).length === 0) this.#recall(place.session)
    // What was typed meanwhile stays.
    if (place.framing === undefined && this.lab.experiment && this.framing.text === offered)
      this.framing.write(this.lab.experiment.framing)
    if (isNew && this.sessions.list?.length === 0) return this.#greet()
    if (place.session === undefined) return
    this.pane.open(place.session, place.framing ?? this.#own(place.session), place.stream)
    this.timeline.selected = place.selected
    this.timeline.restore(place.shown)
    if (place.range) this.measure.restore(place.axis, place.range)
    if (place.beneath)
      this.panes.restore(place.beneath, place.beneath.framing ?? this.#own(place.beneath.session))
  }

  #take(file: SessionInFile): void {
    const place = readPlace(location.hash.slice(1))
    this.view = place.view === 'struct' ? 'struct' : 'sessions'
    this.linkedStruct = place.struct
    this.timeline.axis = place.axis
    this.timeline.scale = place.scale
    this.pane.take(file, place.framing, place.stream)
    this.timeline.restore(place.shown)
    if (place.range) this.measure.restore(place.axis, place.range)
    this.timeline.selected = place.selected
  }

  async load(): Promise<void> {
    await this.attempt(async () => {
      await Promise.all([this.lab.load(), this.sessions.load()])
    })
  }

  /** Goes to a view; the list of sessions is read anew, for other pages record too. */
  go(view: Place['view']): void {
    this.view = view
    if (view === 'sessions' && !this.file) void this.attempt(() => this.sessions.load())
  }

  /** `framing` left out: as the session's programs spoke. */
  open(session: string, framing?: string, stream = 0): void {
    this.notGreeted = undefined
    if (session !== this.session) this.#recall(session)
    this.pane.open(session, framing ?? this.#own(session), stream)
  }

  /** The open session once more beneath, with the framing the other way; of two panes the active one stays. */
  async compare(): Promise<void> {
    const { panes, pane } = this
    const inPage = this.file !== undefined
    this.tour.leave()
    if (panes.other) panes.keep(pane)
    else if (inPage && pane.reader.connection.state === 'following')
      this.toasts.say('Comparing takes the whole file: it is still being read.')
    else if (pane.session !== undefined)
      await panes.addBeneath((beneath) => beneath.openOtherWay(pane, inPage))
  }

  /** Opens a session beneath the open one. */
  async compareWith(session: string): Promise<void> {
    this.tour.leave()
    if (this.session === undefined) this.open(session)
    else {
      this.#recall(session)
      await this.panes.addBeneath((beneath) => beneath.open(session, this.#own(session)))
    }
  }

  #listed(session: string | undefined): SessionInfo | undefined {
    return this.sessions.list?.find(({ id }) => id === session)
  }

  /** How the session's programs spoke. */
  #own(session: string): string {
    return this.#listed(session)?.framing ?? 'none'
  }

  /** The lab is about what is on screen: the session's experiment, as that run had it. */
  #recall(session: string | undefined): void {
    const listed = this.#listed(session)
    if (listed) this.lab.recall(listed)
  }

  titleOf({ session, reader }: Pane): string | undefined {
    return this.#listed(session)?.title ?? reader.summary?.header?.title ?? session
  }

  /** Chooses an experiment; the framing that it offers comes along unless one has written another. */
  choose(experiment: string): void {
    const { framing: offered, framed } = this.lab.experiment ?? {}
    this.lab.chosen = experiment
    const { framing } = this.lab.experiment ?? {}
    if (framing !== undefined && framing !== offered && this.framing.text === offered)
      this.setFraming(this.framing.on && !framed && framing !== 'none', framing)
  }

  async run(): Promise<void> {
    if (this.running || this.file) return
    await this.attempt(() => this.#run())
  }

  async #run(): Promise<void> {
    const { experiment } = this.lab
    // Programs that frame by hand do so with framing off too.
    if (experiment?.framed && !this.framing.on) this.framing.set(experiment.framing)
    const { spec } = this.framing
    const session = await this.lab.run(spec)
    if (session === undefined) return
    this.open(session, spec, experiment?.stream)
    this.announcement = `${experiment?.title ?? 'The experiment'} is running.`
  }

  /** Somebody new sees the first experiment run, and then the tour of it. */
  async #greet(): Promise<void> {
    this.tour.await()
    try {
      await this.#run()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      this.notGreeted = error.message
      if (error.code === 'BRIDGE_GONE') await this.watch.look()
    }
  }

  async stop(): Promise<void> {
    await this.attempt(() => this.lab.stop())
  }

  togglePanel(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel
  }

  /** Does what may be refused: the refusal is shown, and a bridge that is gone looked after. */
  async attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what()
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (error.code === 'BRIDGE_GONE') await this.watch.look()
      else this.toasts.say(error.message, 'bad')
    }
  }
}

export const [getPage, setPage] = createContext<Page>()
