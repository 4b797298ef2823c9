// The tracks' state: which connections are unfolded, and how far their list is scrolled. A connection is unfolded while
// one of its streams is shown, unless the user folded it; others as the user likes.
import { SvelteMap } from 'svelte/reactivity'
import type { TrackHead } from '../../model/connections/connection-row.ts'
import type { Sharing } from '../../layout/stage/stage.ts'
import {
  type DirectionForm,
  planTracks,
  scrollTo,
  type TracksQuestion,
} from '../../layout/stage/plan-tracks.ts'

/** The shown stream among the session's connections. */
export interface ShownTrack {
  /** Connections of the session. */
  readonly count: number
  readonly connection: number
  /** Which of the connection's directions it is, and how many carried bytes. */
  readonly direction: number
  readonly directions: 1 | 2
}

/** The most that can be unfolded beside the shown one, because each is framed and laid out. */
const MOST_UNFOLDED = 8

export class Tracks {
  readonly #unfolded = new SvelteMap<number, readonly DirectionForm[]>()
  /** Whether the other direction of the shown connection has its lanes too. */
  #both = $state(false)
  #foldedByHand = $state<number>()
  /** The scroll in pixels, and the connection shown at that time. If another one is shown, the list scrolls to it. */
  #scrolled = $state.raw<{ readonly connection: number | undefined; readonly px: number }>({
    connection: undefined,
    px: 0,
  })
  readonly #shown: () => ShownTrack | undefined
  readonly #room: () => number

  /** `room`: the pixels for tracks. */
  constructor(shown: () => ShownTrack | undefined, room: () => number) {
    this.#shown = shown
    this.#room = room
  }

  /** `undefined` if the shown stream has the stage to itself because no other carried a byte. */
  readonly sharing = $derived.by((): Sharing | undefined => {
    const shown = this.#shown()
    if (!shown || (shown.count < 2 && shown.directions < 2)) return undefined
    return { ...this.#question(shown), shown }
  })

  readonly plan = $derived.by(
    () => this.sharing && planTracks({ ...this.sharing, room: Math.max(0, this.#room()) }),
  )

  /** Whether they are higher than their room. */
  get scrolls(): boolean {
    return (this.plan?.height ?? 0) > this.#room()
  }

  isUnfolded(connection: number): boolean {
    return this.sharing?.unfolded.has(connection) ?? false
  }

  /** Whether the other direction of the shown connection has its lanes too; `undefined` if it carried nothing. */
  get isOtherUnfolded(): boolean | undefined {
    return this.#shown()?.directions === 2 ? this.#both : undefined
  }

  toggleOther(): void {
    this.#both = !this.#both
  }

  toggle({ connection, streams }: Pick<TrackHead, 'connection' | 'streams'>): void {
    const unfold = !this.isUnfolded(connection)
    if (connection === this.#shown()?.connection) this.#foldedByHand = unfold ? undefined : connection
    if (!unfold) this.#unfolded.delete(connection)
    else if (connection !== this.#shown()?.connection)
      this.#keep(
        connection,
        streams.filter((stream) => stream !== undefined).map(() => 'lanes'),
      )
  }

  /** Another stream whose lanes are in sight will be shown, so nothing else needs to move. */
  stay(): void {
    const shown = this.#shown()
    if (!shown) return
    const forms = this.sharing?.unfolded.get(shown.connection)
    if (forms) this.#keep(shown.connection, forms)
    // All directions of its connection have lanes.
    this.#both = true
  }

  /** Unfolds the shown stream's connection, if the user folded it. */
  unfoldShown(): void {
    this.#foldedByHand = undefined
  }

  /** Scrolls, if needed, until the connection is in sight. */
  reveal(connection: number): void {
    const { sharing } = this
    if (sharing) this.scrollTo(scrollTo({ ...sharing, room: Math.max(0, this.#room()) }, connection))
  }

  scrollBy(px: number): void {
    this.scrollTo((this.plan?.scroll ?? 0) + px)
  }

  scrollTo(px: number): void {
    const most = Math.max(0, (this.plan?.height ?? 0) - this.#room())
    this.#scrolled = { connection: this.#shown()?.connection, px: Math.max(0, Math.min(px, most)) }
  }

  /** For another session. */
  clear(): void {
    this.#both = false
    this.#unfolded.clear()
    this.#foldedByHand = undefined
    this.#scrolled = { connection: undefined, px: 0 }
  }

  #keep(connection: number, forms: readonly DirectionForm[]): void {
    this.#unfolded.set(connection, forms)
    const [oldest] = this.#unfolded.keys()
    if (this.#unfolded.size > MOST_UNFOLDED && oldest !== undefined) this.#unfolded.delete(oldest)
  }

  #question({ count, connection, direction, directions }: ShownTrack): Omit<TracksQuestion, 'room'> {
    const others = [...this.#unfolded].filter(([each]) => each !== connection)
    const forms = Array.from({ length: directions }, (_, k): DirectionForm =>
      k === direction || this.#both ? 'lanes' : 'strip',
    )
    const shown = [connection, forms] as const
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made for each answer and never changed
    const unfolded = new Map(this.#foldedByHand === connection ? others : [...others, shown])
    const { px, connection: before } = this.#scrolled
    const question = { count, unfolded, scroll: px }
    const room = Math.max(0, this.#room())
    return before === connection
      ? question
      : { ...question, scroll: scrollTo({ ...question, room }, connection) }
  }
}
