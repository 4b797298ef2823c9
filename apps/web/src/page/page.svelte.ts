// The page's state, put together: what is open, what is shown of it, and what a person can do.
import { createContext } from 'svelte'
import { prefersReducedMotion } from 'svelte/motion'
import { BridgeError } from '../bridge/bridge.ts'
import { BridgeWatch } from '../bridge/bridge-watch.svelte.ts'
import { ConnectionList } from '../connections/connection-list.svelte.ts'
import { FramingSwitch } from '../framing/framing-switch.svelte.ts'
import { Lab } from '../lab/lab.svelte.ts'
import { Replay } from '../replay/replay.svelte.ts'
import type { Range } from '../search/find-bytes.ts'
import type { Hit } from '../search/hit.ts'
import { Search } from '../search/search.svelte.ts'
import { Sessions } from '../sessions/sessions.svelte.ts'
import { Workbench } from '../struct/workbench.svelte.ts'
import { FrameLoop } from '../timeline/frame-loop.ts'
import type { Domain } from '../timeline/layout.ts'
import { Timeline } from '../timeline/timeline.svelte.ts'
import type { SessionInFile } from '../viewer/session-in-file.ts'
import { Reader } from '../worker/reader.svelte.ts'
import { outcome } from './outcome.ts'
import { type Place, printPlace, readPlace } from './permalink.ts'
import { Theme } from './theme.svelte.ts'
import { Toasts } from './toasts.svelte.ts'

export type Panel = 'connections' | 'search' | 'about'

const NOTHING: Domain = [0, 0]

export class Page {
  view = $state<Place['view']>('lab')
  session = $state<string>()
  /** Whether `session` is a file that is read here, and that the bridge does not have yet. */
  unkept = $state(false)
  table = $state(false)
  help = $state(false)
  /** What stands open under the timeline. */
  panel = $state<Panel>()
  /** Spoken by screen readers. */
  announcement = $state('')
  readonly frames = new FrameLoop()
  readonly framing = new FramingSwitch()
  readonly lab = new Lab()
  readonly sessions = new Sessions()
  readonly struct = new Workbench()
  readonly toasts = new Toasts()
  readonly theme = new Theme()
  readonly watch = new BridgeWatch(() => void this.load())
  readonly reader: Reader
  readonly connections: ConnectionList
  readonly search: Search
  /** The hit of a search that is shown. */
  marked = $state.raw<Hit>()
  readonly replay: Replay = new Replay(this.frames, () => this.reader.summary?.extent ?? NOTHING)
  readonly timeline: Timeline = new Timeline(
    { stream: () => this.reader.summary?.stream ?? 0, until: () => this.replay.at },
    this.frames,
  )
  /** The session that stands in the page's own file: then there is no bridge, no lab and no list. */
  readonly file: SessionInFile | undefined
  #stream = $state(0)
  /** Whether the session's own framing is to be put on when it is read. */
  #asSpoken = false

  readonly running = $derived.by(
    () =>
      this.lab.starting ||
      (this.lab.session !== undefined &&
        this.lab.session === this.session &&
        (this.reader.summary?.live ?? true)),
  )

  /** The open session's title. */
  readonly title = $derived.by(
    () =>
      this.sessions.list?.find(({ id }) => id === this.session)?.title ??
      this.reader.summary?.header?.title ??
      this.session,
  )

  /** Of the stream that is shown. */
  get transport(): 'tcp' | 'udp' {
    return this.reader.summary?.shown?.transport ?? 'tcp'
  }

  readonly place = $derived.by((): Place => ({
    view: this.view,
    struct: this.view === 'struct' ? this.struct.place : undefined,
    experiment: this.lab.chosen,
    conditions: this.lab.changed,
    session: this.unkept ? undefined : this.session,
    stream: this.#stream,
    selected: this.timeline.selected,
    axis: this.timeline.axis,
    framing: this.session === undefined && !this.framing.on ? undefined : this.framing.spec,
  }))

  /** The permalink to what is on screen; of a file's page its fragment, for a file has no query. */
  readonly address = $derived.by(() => {
    const address = printPlace(this.place)
    return this.file ? address.replace('?', '#') : address
  })

  /** `worker` reads the sessions; `file` is the one that the page came with. */
  constructor(worker: Worker, file?: SessionInFile) {
    this.file = file
    this.reader = new Reader(worker, {
      layout: (layout) =>
        this.timeline.take(layout, prefersReducedMotion.current || this.replay.at !== undefined),
      connection: ({ state }) => {
        if (state === 'ended') this.#ended()
        if (state === 'gone') void this.watch.look()
      },
    })
    this.connections = new ConnectionList(this.reader)
    this.search = new Search(this.reader, (hit) => this.#showHit(hit))
  }

  /** Brings back what the address says. */
  async start(): Promise<void> {
    if (this.file) {
      this.#take(this.file)
      return
    }
    const place = readPlace(location.search)
    this.view = place.view
    if (place.struct) this.struct.restore(place.struct)
    this.lab.chosen = place.experiment
    this.timeline.axis = place.axis
    if (place.framing !== undefined) this.framing.set(place.framing)
    await this.load()
    this.lab.restore(place.conditions)
    if (place.framing === undefined && this.lab.experiment) this.framing.write(this.lab.experiment.framing)
    if (place.session === undefined) return
    this.open(place.session, place.framing, place.stream)
    this.timeline.selected = place.selected
  }

  #take(file: SessionInFile): void {
    const place = readPlace(location.hash.slice(1))
    this.view = place.view === 'struct' ? 'struct' : 'sessions'
    if (place.struct) this.struct.restore(place.struct)
    this.timeline.axis = place.axis
    this.framing.set(place.framing ?? 'none')
    this.#asSpoken = place.framing === undefined
    this.session = file.name
    this.#stream = place.stream
    this.timeline.selected = place.selected
    this.reader.take(file, this.framing.spec, place.stream)
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
    const own = this.sessions.list?.find(({ id }) => id === session)?.framing ?? 'none'
    this.framing.set(framing ?? own)
    this.#begin(session)
    this.#asSpoken = false
    this.#stream = stream
    this.reader.open(session, this.framing.spec, stream)
  }

  #begin(session: string): void {
    this.replay.toEnd()
    this.search.clear()
    this.marked = undefined
    this.timeline.selected = undefined
    this.timeline.fit()
    this.unkept = false
    this.session = session
    this.#stream = 0
  }

  /** Reads a capture of the person's own; it has no address until it is kept. */
  openFile(file: File): void {
    this.#begin(file.name)
    this.framing.set('none')
    this.unkept = true
    this.#asSpoken = true
    this.reader.openFile(file, this.framing.spec)
  }

  /** The file that is shown is now the bridge's session `id`. */
  keptAs(id: string): void {
    this.session = id
    this.unkept = false
  }

  close(): void {
    this.unkept = false
    this.session = undefined
    this.timeline.selected = undefined
    this.replay.toEnd()
    this.reader.close()
  }

  /** Chooses an experiment; the framing that it offers comes along unless one has written another. */
  choose(experiment: string): void {
    const offered = this.lab.experiment?.framing
    this.lab.chosen = experiment
    const { framing } = this.lab.experiment ?? {}
    if (framing !== undefined && framing !== offered && this.framing.text === offered)
      this.setFraming(this.framing.on, framing)
  }

  async run(): Promise<void> {
    if (this.running || this.file) return
    await this.attempt(async () => {
      const session = await this.lab.run(this.framing.spec)
      if (session === undefined) return
      this.open(session, this.framing.spec, this.lab.experiment?.stream)
      this.announcement = `${this.lab.experiment?.title ?? 'The experiment'} is running.`
    })
  }

  async stop(): Promise<void> {
    await this.attempt(() => this.lab.stop())
  }

  setFraming(on: boolean, text: string): void {
    this.framing.write(text)
    this.framing.on = on
    this.#show()
  }

  setStream(stream: number): void {
    this.#stream = stream
    this.timeline.selected = undefined
    this.timeline.fit()
    this.#show()
  }

  /** The hit, where it is in the stream that is shown. */
  get markedHere(): Range | undefined {
    const { marked } = this
    return marked && marked.stream === this.reader.summary?.stream
      ? { start: marked.start, end: marked.end }
      : undefined
  }

  /** Brings a hit on screen, with some intervals around it where the view shows it too small or not at all. */
  #showHit(hit: Hit): void {
    const { timeline } = this
    this.replay.toEnd()
    this.marked = hit
    if (hit.stream !== this.reader.summary?.stream) this.setStream(hit.stream)
    timeline.selected = hit.interval
    timeline.domain = hit.around?.[timeline.axis]
    this.announcement = `${hit.ends}, byte ${hit.start}: ${hit.text.join('')}`
  }

  /** Shows the other direction of the same connection, where it carried bytes. */
  turnAround(): void {
    const reverse = this.reader.summary?.shown?.reverse
    if (reverse !== undefined) this.setStream(reverse)
  }

  togglePanel(panel: Panel): void {
    this.panel = this.panel === panel ? undefined : panel
  }

  /** Selects the finding after (1) or before (-1) the selected interval, round and round. */
  jump(by: 1 | -1): void {
    const findings = [...(this.reader.summary?.findings ?? [])].sort((a, b) => a.time - b.time)
    if (findings.length === 0) return
    const { selected } = this.timeline
    const here = findings.findIndex(({ lane, index }) => lane === selected?.lane && index === selected.index)
    const from = here < 0 && by < 0 ? 0 : here
    const next = findings.at((from + by) % findings.length)
    if (!next) return
    this.timeline.select({ lane: next.lane, index: next.index }, next)
    this.announcement = next.title
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

  #show(): void {
    if (this.session !== undefined) this.reader.show(this.framing.spec, this.#stream)
  }

  /** The recording is over: its outcome is spoken, and its first finding shown. */
  #ended(): void {
    if (!this.file) void this.attempt(() => this.sessions.load())
    const { summary } = this.reader
    if (!summary) return
    if (this.#asSpoken && summary.header?.framing !== undefined) {
      this.#asSpoken = false
      this.framing.set(summary.header.framing)
      this.#show()
    }
    this.announcement = outcome(summary)
    const first = summary.findings.find(({ lane }) => lane === 'recv') ?? summary.findings[0]
    if (first && !this.timeline.selected) this.timeline.selected = { lane: first.lane, index: first.index }
  }
}

export const [getPage, setPage] = createContext<Page>()
