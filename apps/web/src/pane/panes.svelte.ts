// The panes on screen: one, or two above each other for comparison, and what they share.
import { createContext } from 'svelte'
import type { BeneathPlace, PanePlace, Place } from '../navigation/permalink.ts'
import type { Replay } from './replay.svelte.ts'
import { timeExtent } from '../layout/axis/extent.ts'
import type { Domain } from '../model/axis/axis.ts'
import type { SessionInFile } from '../worker/session-in-file.ts'
import { Pane, type Surroundings } from './pane.svelte.ts'

const NOTHING: Domain = [0, 0]

export class Panes {
  /** From top to bottom; one or two. */
  all: readonly Pane[]
  /** The pane that the rest of the page is about. */
  active: Pane
  /** Whether both show the same part on the same axis, and replay together. */
  linked = $state(true)
  /** The session that came with the page. If there is one, there is no bridge, no lab and no list. */
  readonly file: SessionInFile | undefined
  readonly #newPane: () => Pane
  #lastAsked = 0

  /** `newWorker` starts a worker that reads a pane's sessions. */
  constructor(
    newWorker: () => Worker,
    around: Omit<Surroundings, 'position' | 'extent' | 'replayed' | 'everything'>,
    file?: SessionInFile,
  ) {
    this.file = file
    this.#newPane = () =>
      new Pane(newWorker(), {
        ...around,
        position: (pane) => (this.all.length < 2 ? 'alone' : pane === this.all[0] ? 'above' : 'beneath'),
        extent: (replay) => this.#extent(replay),
        replayed: (replay) => this.#replayed(replay)?.reader,
        everything: (pane) => this.#everything(pane),
      })
    const pane = this.#newPane()
    this.all = $state.raw([pane])
    this.active = $state.raw(pane)
  }

  /**
   * Call it where something is asked for that is shown only once it is there. The result says whether it is still the last
   * thing that was asked for: if not, it must not replace what is on screen.
   */
  ask(): () => boolean {
    this.#lastAsked += 1
    return this.since()
  }

  /** Whether nothing was asked for from now on. It asks for nothing itself. */
  since(): () => boolean {
    const asked = this.#lastAsked
    return () => asked === this.#lastAsked
  }

  get first(): Pane {
    return this.all[0] ?? this.active
  }

  get beneath(): Pane | undefined {
    return this.all[1]
  }

  /** The pane that is not active. */
  get other(): Pane | undefined {
    return this.all.find((pane) => pane !== this.active)
  }

  /** What a permalink says about them. */
  get place(): PanePlace & Pick<Place, 'beneath'> {
    const { beneath } = this
    const session = beneath?.place.session
    return {
      ...this.first.place,
      beneath:
        session === undefined || !beneath
          ? undefined
          : {
              ...beneath.place,
              session,
              axis: this.linked ? undefined : beneath.timeline.axis,
              shown: this.linked ? undefined : beneath.timeline.rested,
              range: beneath.measured,
              active: beneath === this.active,
            },
    }
  }

  /** Restores the lower pane from a permalink. `framing` is its session's own, used if the permalink has none. */
  restore(place: BeneathPlace, framing: string): void {
    const { session, stream, selected, axis, shown, range, active } = place
    const { first } = this
    const pane = this.#newPane()
    pane.open(session, framing, stream)
    pane.timeline.selected = selected
    this.#add(pane)
    if (!active) this.active = first
    if (axis) {
      this.link(false)
      pane.timeline.axis = axis
      pane.timeline.restore(shown)
    }
    if (range) pane.measure.restore(pane.timeline.axis, range)
  }

  /** Opens something in the lower pane, which is made if there is none and becomes the active one. */
  async addBeneath(open: (beneath: Pane) => Promise<void> | void): Promise<void> {
    this.ask()
    const pane = this.beneath ?? this.#newPane()
    await open(pane)
    if (pane === this.beneath) this.active = pane
    else if (this.beneath) pane.end()
    else this.#add(pane)
  }

  /** The pane is already open, so that what the first one shows does not change. */
  #add(pane: Pane): void {
    const { first } = this
    this.linked = true
    pane.follow(first)
    this.all = [first, pane]
    this.active = pane
  }

  /** Closes a session wherever it is shown. If one of two panes shows it, only the other pane stays. */
  close(session: string): void {
    for (const pane of this.all) if (pane.session === session) this.drop(pane)
  }

  /** Removes one of two panes; a single pane is emptied. */
  drop(pane: Pane): void {
    const other = this.all.find((each) => each !== pane)
    if (other) this.keep(other)
    else pane.close()
  }

  /** Keeps only one of two. */
  keep(pane: Pane): void {
    for (const gone of this.all) if (gone !== pane) gone.end()
    this.all = [pane]
    this.active = pane
  }

  /** Makes the inactive pane show what the active one shows, or makes the two independent. */
  link(linked: boolean): void {
    this.linked = linked
    this.other?.follow(linked ? this.active : undefined)
  }

  /** From the first moment to the last of everything that this replay moves. */
  #extent(replay: Replay): Domain {
    const moved = this.all.filter((pane) => pane.replay === replay)
    return spanOf(moved.flatMap(({ reader }) => reader.summary?.extent ?? [])) ?? NOTHING
  }

  /** If the panes are linked, the active one decides. */
  #replayed(replay: Replay): Pane | undefined {
    return this.active.replay === replay ? this.active : this.all.find((pane) => pane.replay === replay)
  }

  /** Linked panes show everything at one scale, even if one session is longer than the other. */
  #everything(pane: Pane): Domain | undefined {
    if (!this.linked || this.all.length < 2) return undefined
    const summaries = this.all.map(({ reader }) => reader.summary)
    if (pane.timeline.axis === 'bytes')
      return spanOf([0, ...summaries.map((each) => each?.shown?.length ?? 0)])
    const span = spanOf(summaries.flatMap((each) => each?.extent ?? []))
    return span && timeExtent(span, pane.timeline.stage.plot)
  }
}

export const [getPanes, setPanes] = createContext<Panes>()

/** From the smallest to the largest; `undefined` if all are equal or there are none. */
const spanOf = (values: readonly number[]): Domain | undefined => {
  const [from, to] = [Math.min(...values), Math.max(...values)]
  return from < to ? [from, to] : undefined
}
