// The tracks' state: which connections are unfolded, and how far their list is scrolled. A connection is unfolded
// while one of its streams is shown, unless it was folded by hand; others as one likes.
import { SvelteMap } from 'svelte/reactivity'
import type { TrackHead } from '../../model/connections/connection-row.ts'
import type { Sharing } from '../../layout/stage/stage.ts'
import { planTracks, scrollTo, type TracksQuestion } from '../../layout/stage/plan-tracks.ts'

/** The shown stream among the session's connections. */
export interface ShownTrack {
  /** Connections of the session. */
  readonly count: number
  readonly connection: number
  /** Which of the connection's directions it is, and how many carried bytes. */
  readonly direction: number
  readonly directions: 1 | 2
}

/** Unfolded beside the shown one: each is framed and laid out. */
const MOST_UNFOLDED = 8

export class Tracks {
  readonly #unfolded = new SvelteMap<number, 1 | 2>()
  #foldedByHand = $state<number>()
  /** Pixels, and the connection that was shown then: for another one the list scrolls to it. */
  #scrolled = $state.raw<{ readonly connection: number | undefined; readonly px: number }>({
    connection: undefined,
    px: 0,
  })
  readonly #shown: () => ShownTrack | undefined
  readonly #room: () => number

  /** `room`: the pixels that tracks have. */
  constructor(shown: () => ShownTrack | undefined, room: () => number) {
    this.#shown = shown
    this.#room = room
  }

  /** `undefined` where the shown stream has the stage to itself: no other carried a byte. */
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

  toggle({ connection, streams }: Pick<TrackHead, 'connection' | 'streams'>): void {
    const unfold = !this.isUnfolded(connection)
    if (connection === this.#shown()?.connection) this.#foldedByHand = unfold ? undefined : connection
    if (!unfold) this.#unfolded.delete(connection)
    else if (connection !== this.#shown()?.connection)
      this.#keep(connection, streams.every((stream) => stream !== undefined) ? 2 : 1)
  }

  /** Another stream of what is in sight is to be shown: nothing else moves for that. */
  stay(): void {
    const shown = this.#shown()
    if (shown && this.isUnfolded(shown.connection)) this.#keep(shown.connection, shown.directions)
  }

  /** Unfolds the shown stream's connection, should it have been folded by hand. */
  unfoldShown(): void {
    this.#foldedByHand = undefined
  }

  /** Scrolls, where it must, until the connection is in sight. */
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

  /** Of another session. */
  clear(): void {
    this.#unfolded.clear()
    this.#foldedByHand = undefined
    this.#scrolled = { connection: undefined, px: 0 }
  }

  #keep(connection: number, directions: 1 | 2): void {
    this.#unfolded.set(connection, directions)
    const [oldest] = this.#unfolded.keys()
    if (this.#unfolded.size > MOST_UNFOLDED && oldest !== undefined) this.#unfolded.delete(oldest)
  }

  #question({ count, connection, directions }: ShownTrack): Omit<TracksQuestion, 'room'> {
    const others = [...this.#unfolded].filter(([each]) => each !== connection)
    const shown = [connection, directions] as const
    // Made anew for every answer, and never changed: nothing follows it.
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const unfolded = new Map(this.#foldedByHand === connection ? others : [...others, shown])
    const { px, connection: before } = this.#scrolled
    const question = { count, unfolded, scroll: px }
    const room = Math.max(0, this.#room())
    return before === connection
      ? question
      : { ...question, scroll: scrollTo({ ...question, room }, connection) }
  }
}
