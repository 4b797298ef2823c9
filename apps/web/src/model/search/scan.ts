// How a search goes through the streams: each kind of search is a generator that yields its hits one by one.
import type { Framed, Session, Stream } from '@unstick/session'
import type { Hit } from './hit.ts'

/** A hit, or the stream offset up to which everything was searched. It may be paused at each for any time. */
export type ScanSteps = Generator<Hit | number, void>

export interface Scan {
  readonly through: (stream: Stream) => ScanSteps
  /** Hits that belong to none of the session's streams. */
  readonly elsewhere?: () => ScanSteps
  /** How often each code was met. */
  readonly codes?: ReadonlyMap<string, number>
}

/** What is searched. */
export interface Scene {
  readonly session: Session
  readonly live: boolean
  /** A stream's messages through the current framing; `undefined` while it has none. */
  readonly framed: (stream: Stream) => Framed | undefined
}
