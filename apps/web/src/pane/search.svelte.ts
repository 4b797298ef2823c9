// The search's state: what is typed, the hits as the worker finds them, and the one that is shown.
import { counted, grouped } from '@unstick/session'
import type { Reader } from '../worker/reader.svelte.ts'
import type { Hit } from '../model/search/hit.ts'
import { MOST_HITS } from '../model/search/most-hits.ts'
import { firstFrom, printSought } from '../model/search/places.ts'
import type { CodeCount } from '../model/search/search-job.ts'
import type { SearchKind, Sought } from '../model/search/query.ts'
import { kindOf, readQuery } from '../model/search/sought.ts'

/** What the rest of the page does with what is found. */
export interface SearchEvents {
  /** Shows a hit. */
  readonly show: (hit: Hit) => void
  /** Tells which hit is shown; `place` is `3 of 18`. */
  readonly tell: (hit: Hit, place: string) => void
  /** Tells what a person should hear who does not see the panel. */
  readonly say: (words: string) => void
}

export class Search {
  text = $state('')
  /** Chosen by hand; else it is what the text looks like. */
  chosen = $state<SearchKind>()
  everywhere = $state(true)
  #found = $state.raw<readonly Hit[]>([])
  /** The hit that is shown. */
  current = $state(-1)
  /** The part that was looked through; `undefined` before a search. */
  part = $state<number>()
  over = $state(true)
  /** The codes that the session has; `undefined` before they were counted. */
  codes = $state.raw<readonly CodeCount[]>()
  readonly kind = $derived(kindOf(this.text, this.chosen))
  readonly query = $derived(readQuery(this.text, this.kind))
  /** What the hits were found by, in words that tell it from any other. */
  #asked = $state('')
  /** Whether what is typed is what was sought last; while it is not, those hits are not shown. */
  readonly isSought = $derived(this.query.ok && this.#wanted(this.query.sought) === this.#asked)
  readonly hits = $derived(this.isSought ? this.#found : [])
  /** `3 of 18`, or what stands in its place. */
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
  /** What the codes are counted of. */
  #counted = ''
  /** The last hit that was shown: where to go on when the hits are found anew. */
  #last: Hit | undefined
  /** Whether it was told as one of so many so far. */
  #toldSoFar = false

  constructor(reader: Reader, events: SearchEvents) {
    this.#reader = reader
    this.#events = events
  }

  /** Shows the next hit (1) or the one before (-1), round and round; searches first for what was typed anew. */
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
      // The hits were found anew: from the one that was shown last.
      const next = firstFrom(this.hits, this.#last)
      this.show((next + (by > 0 ? 0 : -1) + length) % length)
    }
  }

  /** Types an example, and seeks it. */
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

  /** Another session is open: nothing of this one is found any more. */
  clear(): void {
    this.#forget()
    this.#last = undefined
    this.codes = undefined
    this.#counted = ''
  }

  /** The framing is another: messages and codes are sought anew, and what is shown stays. */
  reframe(): void {
    const sought = this.#sought
    if (!sought || sought.by === 'bytes') return
    this.stop()
    this.#found = []
    this.current = -1
    this.#begin(sought, false)
  }

  /** Counts the codes that are there, unless a search goes on or `of` (what they are counted of) is what it was. */
  countCodes(of: string): void {
    if (!this.over || of === this.#counted) return
    this.#reader.search({ by: 'codes' }, this.#stream, ({ codes, over }) => {
      if (!over) return
      this.codes = codes
      // Only now: a search may cut the count short.
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
