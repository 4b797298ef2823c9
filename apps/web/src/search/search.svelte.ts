// The search's state: what is typed, the hits as the worker finds them, and the one that is shown.
import type { Reader } from '../worker/reader.svelte.ts'
import type { Hit } from './hit.ts'
import { looksLike, type NeedleKind, readNeedle } from './needle.ts'

export class Search {
  text = $state('')
  /** Chosen by hand; else it is what the text looks like. */
  chosen = $state<NeedleKind>()
  everywhere = $state(true)
  hits = $state.raw<readonly Hit[]>([])
  /** The hit that is shown. */
  current = $state(-1)
  /** The part that was looked through; `undefined` before a search. */
  part = $state<number>()
  over = $state(true)
  readonly kind = $derived(this.chosen ?? looksLike(this.text))
  readonly needle = $derived(readNeedle(this.text, this.kind))
  readonly #reader: Reader
  readonly #show: (hit: Hit) => void
  /** What the hits were found by. */
  #sought = ''

  constructor(reader: Reader, show: (hit: Hit) => void) {
    this.#reader = reader
    this.#show = show
  }

  /** Shows the next hit (1) or the one before (-1), round and round; searches first for what was typed anew. */
  go(by: 1 | -1): void {
    const wanted = this.#wanted
    if (wanted !== this.#sought) {
      this.#begin(wanted)
      return
    }
    const { length } = this.hits
    if (length > 0) this.show((this.current + by + length) % length)
  }

  show(index: number): void {
    const hit = this.hits[index]
    if (!hit) return
    this.current = index
    this.#show(hit)
  }

  /** Ends a search that goes on; its hits stay. */
  stop(): void {
    this.#reader.stopSearch()
    this.over = true
  }

  /** Another session is open: nothing of this one is found any more. */
  clear(): void {
    this.stop()
    this.#sought = ''
    this.hits = []
    this.current = -1
    this.part = undefined
  }

  get #wanted(): string {
    const scope = this.everywhere ? 'all' : String(this.#reader.summary?.stream ?? 0)
    return this.needle.ok ? `${scope} ${this.needle.bytes.join(' ')}` : ''
  }

  #begin(wanted: string): void {
    this.clear()
    if (!this.needle.ok || this.needle.bytes.length === 0) return
    this.#sought = wanted
    this.over = false
    this.part = 0
    const stream = this.everywhere ? undefined : this.#reader.summary?.stream
    this.#reader.search(this.needle.bytes, stream, ({ hits, part, over }) => {
      if (hits.length > 0) this.hits = [...this.hits, ...hits]
      this.part = part
      this.over = over
      if (this.current < 0) this.show(0)
    })
  }
}
