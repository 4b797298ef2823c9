// One session as the page shows it: what was read of it, the shown part, its framing, its replay and its search.
import { kindOfLane, laneTable } from '@unstick/session'
import { createContext } from 'svelte'
import { prefersReducedMotion } from 'svelte/motion'
import { ConnectionList } from './connection-list.svelte.ts'
import { FramingSwitch } from './framing-switch.svelte.ts'
import { outcome } from './outcome.ts'
import type { PanePlace } from '../navigation/permalink.ts'
import { noNumbers } from './numbers.ts'
import { Replay } from './replay.svelte.ts'
import type { Range } from '../model/search/find-bytes.ts'
import type { Hit } from '../model/search/hit.ts'
import { Search } from './search.svelte.ts'
import type { FrameLoop } from '../ui/frame-loop.ts'
import type { Domain } from '../model/axis/axis.ts'
import type { PanePosition } from '../layout/stage/stage.ts'
import { Measure } from './timeline/measure.svelte.ts'
import { Timeline } from './timeline/timeline.svelte.ts'
import { trackOf } from './timeline/track-of.ts'
import type { SessionInFile } from '../worker/session-in-file.ts'
import { Reader } from '../worker/reader.svelte.ts'

/** What a pane gets from the page around it. */
export interface Surroundings {
  readonly frames: FrameLoop
  /** Speaks to screen readers. */
  readonly say: (announcement: string) => void
  /** The session's recording is over. */
  readonly ended: (session: string | undefined) => void
  /** The bridge does not answer. */
  readonly gone: () => void
  /** A person selected something. */
  readonly chose: () => void
  /** The pane's position among the others. */
  readonly position: (pane: Pane) => PanePosition
  /** From the first moment to the last of everything that a replay moves. */
  readonly extent: (replay: Replay) => Domain
  /** Reads the session whose moments a replay follows. */
  readonly replayed: (replay: Replay) => Reader | undefined
  /** What "everything" is for this pane, if linked panes decide on it together. */
  readonly everything: (pane: Pane) => Domain | undefined
}

export class Pane {
  session = $state<string>()
  /** The user's own file that is read here, as long as the bridge does not have it. */
  file = $state.raw<File>()
  /** The questions that were asked before the shown run. */
  numbers = $state.raw(noNumbers)
  /** The shown hit of a search. */
  marked = $state.raw<Hit>()
  readonly framing = new FramingSwitch()
  /** Whether a person has chosen how this session is framed, or that it is not. */
  isFramingDecided = $state(false)
  readonly reader: Reader
  readonly connections: ConnectionList
  readonly search: Search
  /** Linked panes share one. */
  replay: Replay
  readonly timeline: Timeline
  readonly measure: Measure
  /** Draws the page's canvases. */
  readonly frames: FrameLoop
  readonly #around: Surroundings
  #stream = $state(0)
  /** Whether to use the session's own framing once it is read. */
  #asSpoken = false

  /** `worker` reads only this pane's sessions. */
  constructor(worker: Worker, around: Surroundings) {
    this.#around = around
    this.frames = around.frames
    this.reader = new Reader(worker, {
      layout: (layout) =>
        this.timeline.take(layout, prefersReducedMotion.current || this.replay.at !== undefined),
      connection: ({ state }) => {
        if (state === 'ended') this.#ended()
        if (state === 'gone') around.gone()
      },
      restarted: () => this.#forget(),
    })
    this.connections = new ConnectionList(this.reader)
    this.search = new Search(this.reader, {
      show: (hit) => this.#showHit(hit),
      tell: ({ where, ends, text }, place) =>
        around.say(`Hit ${place}: ${where}, ${ends}, ${text.join(' ').trim()}`),
      say: around.say,
    })
    this.replay = $state.raw(this.#newReplay())
    this.timeline = new Timeline(
      {
        stream: () => this.reader.summary?.stream ?? 0,
        until: () => this.replay.at,
        count: (lane) => this.reader.summary?.counts[laneTable[kindOfLane(lane)].count] ?? 0,
        // If there are two panes, neither has room for tracks.
        track: () => (around.position(this) === 'alone' ? trackOf(this.reader.summary) : undefined),
        turnTo: (stream) => this.setStream(stream),
        chose: around.chose,
        everything: () => around.everything(this),
        position: () => around.position(this),
      },
      around.frames,
    )
    this.measure = new Measure(this.timeline, (question) => this.reader.ask('range', question))
  }

  #newReplay(): Replay {
    const { frames, say, extent, replayed } = this.#around
    const reader = (): Reader => replayed(replay) ?? this.reader
    const replay: Replay = new Replay(frames, {
      extent: () => extent(replay),
      version: () => reader().summary,
      score: () => reader().ask('score'),
      step: (time, by) => reader().ask('step', time, by),
      say,
    })
    return replay
  }

  /** Shows the same part as another pane, and replays with it. Without one, it is independent again. */
  follow(other: Pane | undefined): void {
    this.timeline.viewport = other ? other.timeline.viewport : this.timeline.viewport.copy()
    if (!other) this.replay = this.#newReplay()
    else {
      this.replay.toEnd()
      this.replay = other.replay
    }
  }

  /** The pane is removed from the screen: nothing more is read. */
  end(): void {
    this.reader.end()
  }

  /** The framing of the shown stream, as a spec's text. */
  get spec(): string {
    const { framing, reader } = this
    return framing.isPlan ? (reader.summary?.shown?.framing ?? 'none') : framing.spec
  }

  /** Whether the shown stream is framed. */
  get isFramed(): boolean {
    return this.spec !== 'none'
  }

  /** Whether a framing may be guessed unasked: all is read and drawn, and nobody has chosen a framing. */
  get mayGuess(): boolean {
    const { framing, reader, timeline } = this
    return (
      !this.isFramingDecided &&
      !framing.on &&
      reader.connection.state === 'ended' &&
      reader.summary?.framing === 'none' &&
      timeline.drawn !== undefined
    )
  }

  /** Whether all of a session is still being read, or the beginning of one that is still recorded. */
  get isOpening(): boolean {
    const { connection, summary } = this.reader
    if (this.session === undefined || summary?.live) return false
    return ['idle', 'connecting', 'following'].includes(connection.state)
  }

  /** The shown stream's transport. */
  get transport(): 'tcp' | 'udp' {
    return this.reader.summary?.shown?.transport ?? 'tcp'
  }

  /** Whether it shows a user's own file that the bridge does not have. */
  get unkept(): boolean {
    return this.file !== undefined
  }

  /** The measured range, on the shown axis. */
  get measured(): Domain | undefined {
    const { range } = this.measure
    return range && [range.from, range.to]
  }

  /** What a permalink says about it. */
  get place(): PanePlace {
    return {
      session: this.file ? undefined : this.session,
      stream: this.#stream,
      selected: this.timeline.selected,
      framing: this.session === undefined && !this.framing.on ? undefined : this.framing.spec,
    }
  }

  /** The matched bytes, if the shown stream has them. A matched interval needs no mark inside itself. */
  get markedHere(): Range | undefined {
    const { marked } = this
    return marked?.by === 'bytes' && marked.stream === this.reader.summary?.stream
      ? { start: marked.start, end: marked.end }
      : undefined
  }

  /** Requests what is in view. Call it again whenever the session has grown or another part of it is shown. */
  look(): void {
    if (this.reader.summary) this.reader.view(this.timeline.query)
  }

  /** Shows a session that the bridge has, framed by `framing`. */
  open(session: string, framing: string, stream = 0): void {
    this.framing.set(framing)
    this.#begin(session)
    this.#asSpoken = false
    this.#stream = stream
    this.reader.open(session, this.framing.spec, stream)
  }

  /**
   * Reads a user's own capture, which has no address until it is kept. Without `framing`: the framing that its programs
   * used.
   */
  openFile(file: File, framing?: string, stream = 0): void {
    this.#begin(file.name)
    this.framing.set(framing ?? 'none')
    this.file = file
    this.#asSpoken = framing === undefined
    this.reader.openFile(file, this.framing.spec)
    if (stream > 0) this.setStream(stream)
  }

  /** Takes the session that came with the page. Without `framing`: the framing that its programs used. */
  take(file: SessionInFile, framing: string | undefined, stream: number): void {
    this.framing.set(framing ?? 'none')
    this.#asSpoken = framing === undefined
    this.session = file.name
    this.#stream = stream
    this.reader.take(file, this.framing.spec, stream)
  }

  /**
   * Opens the session of `other` again, with framing switched the other way. `inPage`: it came with the page and is
   * read by now.
   */
  async openOtherWay(other: Pane, inPage: boolean): Promise<void> {
    const { session, framing, reader } = other
    if (session === undefined) return
    this.framing.write(framing.text)
    this.framing.on = !framing.on
    const stream = reader.summary?.stream ?? 0
    const copy = inPage && !other.file ? await reader.ask('export', 'pcapng') : undefined
    const file = copy ? new File([copy], session) : other.file
    if (file) this.openFile(file, this.framing.spec, stream)
    else this.open(session, this.framing.spec, stream)
  }

  /** The shown file is now the bridge's session `id`. */
  keptAs(id: string): void {
    this.session = id
    this.file = undefined
  }

  close(): void {
    this.file = undefined
    this.session = undefined
    this.timeline.selected = undefined
    this.replay.toEnd()
    this.reader.close()
  }

  setFraming(on: boolean, text: string): void {
    this.isFramingDecided = true
    // What a person chose while a file was still read stays.
    this.#asSpoken = false
    this.framing.write(text)
    this.framing.on = on
    this.#show()
    this.search.reframe()
  }

  setStream(stream: number): void {
    this.#stream = stream
    this.timeline.selected = undefined
    this.measure.otherStream()
    this.timeline.tracks.unfoldShown()
    // All streams share one clock; each counts its bytes separately.
    if (this.timeline.axis === 'bytes') this.timeline.fit()
    this.#show()
  }

  /** Shows the other direction of the same connection, if that carried bytes. */
  turnAround(): void {
    const reverse = this.reader.summary?.shown?.reverse
    if (reverse !== undefined) this.setStream(reverse)
  }

  /** Selects the finding after (1) or before (-1) the selected interval, round and round. */
  async jump(by: 1 | -1): Promise<void> {
    const next = await this.reader.ask('nextFinding', this.timeline.selected, by)
    if (!next) return
    this.timeline.select({ lane: next.lane, index: next.index }, next)
    this.#around.say(next.title)
  }

  /** Brings a hit on screen, with some intervals around it if the view shows it too small or not at all. */
  #showHit(hit: Hit): void {
    const { timeline } = this
    if (!hit.interval) return
    this.replay.toEnd()
    this.marked = hit
    if (hit.stream !== this.reader.summary?.stream) this.setStream(hit.stream)
    timeline.selected = hit.interval
    this.#around.chose()
    timeline.domain = hit.around?.[timeline.axis]
  }

  /** Everything found, selected or measured in what was read is no longer valid. */
  #forget(): void {
    this.replay.toEnd()
    this.search.clear()
    this.marked = undefined
    this.measure.clear()
    this.timeline.selected = undefined
    this.timeline.fit()
    this.timeline.tracks.clear()
  }

  #begin(session: string): void {
    this.#forget()
    this.isFramingDecided = false
    this.numbers = noNumbers
    this.file = undefined
    this.session = session
    this.#stream = 0
  }

  #show(): void {
    if (this.session !== undefined) this.reader.show(this.framing.spec, this.#stream)
  }

  /** The recording is over: announces its outcome, and shows its first finding. */
  #ended(): void {
    this.#around.ended(this.session)
    const { summary } = this.reader
    if (!summary) return
    if (this.#asSpoken && summary.header?.framing !== undefined) {
      this.#asSpoken = false
      this.framing.set(summary.header.framing)
      this.#show()
      this.search.reframe()
    }
    this.#around.say(outcome(summary))
    const first = summary.firstFinding
    if (first && !this.timeline.selected) this.timeline.selected = { lane: first.lane, index: first.index }
  }
}

/** The pane that contains a component. */
export const [getPane, setPane] = createContext<Pane>()
