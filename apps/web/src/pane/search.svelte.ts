// The search's state: the typed text, the hits as the worker finds them, and the shown hit.
import { counted, grouped } from '@unstick/session'
import type { Reader } from '../worker/reader.svelte.ts'
import type { Hit } from '../model/search/hit.ts'
import { MOST_HITS } from '../model/search/most-hits.ts'
import { firstFrom, printSought } from '../model/search/places.ts'
import type { CodeCount } from '../model/search/search-job.ts'
import type { SearchKind, Sought } from '../model/search/query.ts'
import { kindOf, readQuery } from '../model/search/sought.ts'

/** What the rest of the page does with the results. */
export interface SearchEvents {
  /** Shows a hit. */
  readonly show: (hit: Hit) => void
  /** Reports the shown hit; `place` is `3 of 18`. */
  readonly tell: (hit: Hit, place: string) => void
  /** Announces what people who do not see the panel should hear. */
  readonly say: (words: string) => void
}

export class Search {
  text = $state('')
  /** Chosen by the user; otherwise the kind that the text looks like. */
  chosen = $state<SearchKind>()
  everywhere = $state(true)
  #found = $state.raw<readonly Hit[]>([])
  /** The index of the shown hit. */
  current = $state(-1)
  /** The part that was searched; `undefined` before a search. */
  part = $state<number>()
  over = $state(true)
  /** The codes in the session; `undefined` before they were counted. */
  codes = $state.raw<readonly CodeCount[]>()
  readonly kind = $derived(kindOf(this.text, this.chosen))
  readonly query = $derived(readQuery(this.text, this.kind))
  /** A key for the search that found the hits. */
  #asked = $state('')
  /** Whether the typed text is what was searched last. If not, its hits are not shown. */
  readonly isSought = $derived(this.query.ok && this.#wanted(this.query.sought) === this.#asked)
  readonly hits = $derived(this.isSought ? this.#found : [])
  /** `3 of 18`, or the words shown instead. */
  readonly words = $derived.by(() => {
    const { hits, part, over, current, query } = this
    if (!query.ok) return 'not understood'
    if (!this.isSought) return query.sought ? 'Enter searches' : ''
    if (part === undefined) return ''
    if (!over) return `${Math.floor(part * 100)} %, ${counted(hits.length, 'hit')}`
    if (hits.length === 0) return part < 1 ? 'stopped' : 'nowhere'
    return `${current < 0 ? '' : `${grouped(current + 1)} of `}${this.#all}${part < 1 ? ', stopped' : ''}`
  })
  readonly #reader: Reader
  readonly #events: SearchEvents
  #sought: Sought | undefined
  /** What the codes were counted for. */
  #counted = ''
  /** The last shown hit: where to continue when the hits are found again. */
  #last: Hit | undefined
  /** Whether its place was reported while the search was still counting. */
  #toldSoFar = false

  constructor(reader: Reader, events: SearchEvents) {
    this.#reader = reader
    this.#events = events
  }

  /** Shows the next hit (1) or the previous one (-1), round and round. If the text is new, it searches first. */
  go(by: 1 | -1): void {
    if (!this.query.ok) {
      this.#events.say(this.query.message)
      return
    }
    const { sought } = this.query
    if (!sought || !this.isSought) {
      this.#forget()
      if (sought) this.#begin(sought, true)
      return
    }
    const { length } = this.hits
    if (length === 0) this.#sayNowhere()
    else if (this.current >= 0) this.show((this.current + by + length) % length)
    else {
      // The hits were found again: continue from the one shown last.
      const next = firstFrom(this.hits, this.#last)
      this.show((next + (by > 0 ? 0 : -1) + length) % length)
    }
  }

  /** Types an example, and searches for it. */
  attempt(kind: SearchKind, text: string): void {
    this.text = text
    this.chosen = kindOf(text, undefined) === kind ? undefined : kind
    this.go(1)
  }

  show(index: number): void {
    const hit = this.hits[index]
    if (!hit) return
    this.current = index
    this.#last = hit
    this.#events.show(hit)
    this.#tellPlace()
  }

  /** Ends a search that goes on; its hits stay. */
  stop(): void {
    this.#reader.stopSearch()
    this.over = true
  }

  /** Another session is open, so its predecessor's hits are dropped. */
  clear(): void {
    this.#forget()
    this.#last = undefined
    this.codes = undefined
    this.#counted = ''
  }

  /** The framing changed: messages and codes are searched again, and the shown hit stays. */
  reframe(): void {
    const sought = this.#sought
    if (!sought || sought.by === 'bytes') return
    this.stop()
    this.#found = []
    this.current = -1
    this.#begin(sought, false)
  }

  /** Counts the codes in the session, unless a search is running or `of` (what is counted) is unchanged. */
  countCodes(of: string): void {
    if (!this.over || of === this.#counted) return
    this.#reader.search({ by: 'codes' }, this.#stream, ({ codes, over }) => {
      if (!over) return
      this.codes = codes
      // Only now, because a search may interrupt the count.
      this.#counted = of
    })
  }

  #tellPlace(): void {
    const hit = this.hits[this.current]
    if (!hit) return
    this.#events.tell(hit, `${grouped(this.current + 1)} of ${this.#all}${this.over ? '' : ' so far'}`)
    this.#toldSoFar = !this.over
  }

  /** How many hits there are, in words. */
  get #all(): string {
    const { length } = this.hits
    return length >= MOST_HITS ? `the first ${grouped(length)}` : grouped(length)
  }

  get #stream(): number | undefined {
    return this.everywhere ? undefined : (this.#reader.summary?.stream ?? 0)
  }

  #wanted(sought: Sought | undefined): string {
    return sought ? `${this.#stream ?? 'all'} ${printSought(sought)}` : ''
  }

  #sayNowhere(): void {
    this.#events.say(
      this.over
        ? `“${this.text.trim()}” is nowhere in ${this.everywhere ? 'this session' : 'the stream that is shown'}.`
        : 'Nothing is found yet.',
    )
  }

  #forget(): void {
    this.stop()
    this.#sought = undefined
    this.#asked = ''
    this.#found = []
    this.current = -1
    this.#toldSoFar = false
    this.part = undefined
  }

  #begin(sought: Sought, shows: boolean): void {
    this.#sought = sought
    this.#asked = this.#wanted(sought)
    this.over = false
    this.part = 0
    this.#reader.search(sought, this.#stream, ({ hits, part, over }) => {
      if (hits.length > 0) this.#found = [...this.#found, ...hits]
      this.part = part
      this.over = over
      if (shows && this.current < 0) this.show(0)
      if (shows && over && this.#found.length === 0) this.#sayNowhere()
      if (over && this.#toldSoFar) this.#tellPlace()
    })
  }
}
