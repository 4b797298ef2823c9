// Searches streams in slices, so that other requests to the worker can run in between.
import type { Session } from '@unstick/session'
import { bytesScan } from './bytes-scan.ts'
import { hasPart } from './code-query.ts'
import { codeScan } from './code-scan.ts'
import type { Hit } from './hit.ts'
import { lengthScan } from './length-scan.ts'
import { MOST_HITS } from './most-hits.ts'
import type { Sought } from './query.ts'
import type { Scan, Scene, ScanSteps } from './scan.ts'

/** Milliseconds of a slice. */
const SLICE = 12

/** A code and how often it occurs. */
export interface CodeCount {
  readonly code: string
  readonly count: number
}

export interface Found {
  readonly hits: readonly Hit[]
  /** For a search for codes: those found so far, the most frequent first. */
  readonly codes: readonly CodeCount[]
  /** The searched part of the bytes, 0 to 1. */
  readonly part: number
  readonly over: boolean
}

export const scanOf = (scene: Scene, sought: Sought): Scan => {
  switch (sought.by) {
    case 'bytes':
      return bytesScan(sought.needle)
    case 'length':
      return lengthScan(scene, sought)
    case 'code':
      return codeScan(scene, (code) => hasPart(code, sought.part))
    case 'codes':
      return codeScan(scene, () => false)
  }
}

export class SearchJob {
  readonly #session: Session
  readonly #scan: Scan
  readonly #streams: readonly number[]
  /** Whether hits that belong to no stream are searched too. */
  readonly #everywhere: boolean
  readonly #tell: (found: Found) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The stream being searched, how far it was searched, and how many bytes lie in the streams before it. */
  #at = 0
  #offset = 0
  #searched = 0
  #hits = 0
  #steps: ScanSteps | undefined
  #over = false

  /** `stream`: search only this one. `tell` is called after every slice. */
  constructor(scene: Scene, sought: Sought, stream: number | undefined, tell: (found: Found) => void) {
    this.#session = scene.session
    this.#scan = scanOf(scene, sought)
    this.#everywhere = stream === undefined
    this.#streams = stream === undefined ? [...scene.session.streams.keys()] : [stream]
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
    do this.#step(hits)
    while (!this.#over && performance.now() <= until)
    const lengths = this.#streams.map((stream) => this.#session.streams[stream]?.length ?? 0)
    const all = lengths.reduce((sum, length) => sum + length, 0)
    const part = this.#over || all === 0 ? 1 : (this.#searched + this.#offset) / all
    this.#tell({ hits, codes: this.#codes, part, over: this.#over })
    if (!this.#over) this.#later()
  }

  #step(hits: Hit[]): void {
    this.#steps ??= this.#nextScan()
    const step = this.#steps?.next()
    if (!step) this.#over = true
    else if (step.done === true) this.#leave()
    else if (typeof step.value === 'number') this.#offset = step.value
    else {
      hits.push(step.value)
      this.#hits += 1
      this.#over = this.#hits === MOST_HITS
    }
  }

  #nextScan(): ScanSteps | undefined {
    const stream = this.#session.streams[this.#streams[this.#at] ?? -1]
    if (stream) return this.#scan.through(stream)
    return this.#everywhere && this.#at === this.#streams.length ? this.#scan.elsewhere?.() : undefined
  }

  #leave(): void {
    this.#searched += this.#session.streams[this.#streams[this.#at] ?? -1]?.length ?? 0
    this.#offset = 0
    this.#at += 1
    this.#steps = undefined
  }

  get #codes(): readonly CodeCount[] {
    return Array.from(this.#scan.codes ?? [], ([code, count]) => ({ code, count })).sort(
      (a, b) => b.count - a.count || (a.code < b.code ? -1 : 1),
    )
  }
}
