// A search through streams in slices, so that whatever else is asked of the worker comes in between.
import type { Session } from '@unstick/session'
import { findNext } from './find-bytes.ts'
import { type Hit, hitOf } from './hit.ts'
import { MOST_HITS } from './most-hits.ts'

/** Milliseconds of a slice. */
const SLICE = 12

export interface Found {
  readonly hits: readonly Hit[]
  /** The part of the bytes that was looked through, 0 to 1. */
  readonly part: number
  readonly over: boolean
}

export class SearchJob {
  readonly #session: Session
  readonly #needle: Uint8Array
  readonly #streams: readonly number[]
  readonly #tell: (found: Found) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Which of the streams is looked through, from where on, and how many bytes lie in those before. */
  #at = 0
  #offset = 0
  #behind = 0
  #hits = 0

  /** `stream`: only this one; `tell` is called after every slice. */
  constructor(
    session: Session,
    needle: Uint8Array,
    stream: number | undefined,
    tell: (found: Found) => void,
  ) {
    this.#session = session
    this.#needle = needle
    this.#streams = stream === undefined ? [...session.streams.keys()] : [stream]
    this.#tell = tell
    this.#later()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #later(): void {
    this.#timer = setTimeout(() => this.#slice())
  }

  #slice(): void {
    const until = performance.now() + SLICE
    const hits: Hit[] = []
    while (this.#at < this.#streams.length && this.#hits < MOST_HITS) {
      this.#window(hits)
      if (performance.now() > until) break
    }
    const over = this.#at === this.#streams.length || this.#hits >= MOST_HITS
    const lengths = this.#streams.map((stream) => this.#session.streams[stream]?.length ?? 0)
    const all = lengths.reduce((sum, length) => sum + length, 0)
    this.#tell({ hits, part: over || all === 0 ? 1 : (this.#behind + this.#offset) / all, over })
    if (!over) this.#later()
  }

  #window(hits: Hit[]): void {
    const stream = this.#session.streams[this.#streams[this.#at] ?? -1]
    const found = stream && findNext(stream, this.#needle, this.#offset)
    for (const range of found?.hits.slice(0, MOST_HITS - this.#hits) ?? []) {
      if (stream) hits.push(hitOf(stream, range))
      this.#hits += 1
    }
    if (found?.next !== undefined) {
      this.#offset = found.next
      return
    }
    this.#behind += stream?.length ?? 0
    this.#offset = 0
    this.#at += 1
  }
}
