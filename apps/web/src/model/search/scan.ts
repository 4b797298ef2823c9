// How a search goes through the streams: each kind of search is a generator that gives its hits one by one.
import type { Framed, Session, Stream } from '@unstick/session'
import type { Hit } from './hit.ts'

/** A hit, or how far it has come: the stream offset up to which all was looked at. It stops at each, for as long as one likes. */
export type ScanSteps = Generator<Hit | number, void>

export interface Scan {
  readonly through: (stream: Stream) => ScanSteps
  /** What belongs to none of the session's streams. */
  readonly behind?: () => ScanSteps
  /** How often each code was met. */
  readonly codes?: ReadonlyMap<string, number>
}

/** What is searched. */
export interface Scene {
  readonly session: Session
  readonly live: boolean
  /** A stream's messages through the framing in force; `undefined` while it has none yet. */
  readonly framed: (stream: Stream) => Framed | undefined
}
