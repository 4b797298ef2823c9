// A point: one thing that a session shows about one path, in a sentence that is made from what was measured.
import type { DatagramFates } from '../../udp/datagram-fates.ts'
import type { Findings } from '../../findings/findings.ts'
import type { LaneName } from '../../lanes/lane-kinds.ts'
import type { Path } from '../../messages/path.ts'
import type { Session } from '../../streams/session.ts'

export interface Point {
  /** What happened, in one short sentence with its count. */
  readonly title: string
  /** Why, as far as it was measured; empty if there is nothing to explain. */
  readonly text: string
  /** The intervals that it is about, ascending: a person steps through them. Empty if nothing happened. */
  readonly lane: LaneName
  readonly indices: Uint32Array
  /** Whether a program got something else than was sent. */
  readonly isWrong: boolean
}

/** What a point is made from. */
export interface Shown {
  readonly session: Session
  readonly path: Path
  readonly findings: Findings
  readonly fates: DatagramFates
}

/** `undefined` if what it is about was not measured. */
export type MakePoint = (shown: Shown) => Point | undefined

export const NOTHING = new Uint32Array(0)
