// What one connection's track is laid out from, as the worker holds it.
import type { TrackHead } from '../connections/connection-row.ts'
import type { Subject } from './subject.ts'
import type { Lanes } from '../lanes/lanes.ts'

export interface TrackQuery {
  /** Its number in the session. */
  readonly connection: number
  /** For each direction of an unfolded connection, whether it has its lanes; none if it is folded. */
  readonly lanes: readonly boolean[]
}

export interface StripSource {
  readonly stream: number
  readonly lanes: Lanes
}

export type TrackDirection =
  | { readonly kind: 'shown'; readonly stream: number }
  | { readonly kind: 'lanes'; readonly subject: Subject }
  | ({ readonly kind: 'strip' } & StripSource)

export interface Track {
  readonly head: TrackHead
  /** There and back, only those that carried bytes. */
  readonly directions: readonly TrackDirection[]
}
