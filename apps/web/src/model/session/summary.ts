// What the page gets about a session without asking, each time the session grows.
import type { Endpoint, SessionHeader, Unread } from '@unstick/session'
import type { Domain } from '../axis/axis.ts'
import type { FoundKind } from '../findings/finding-columns.ts'
import type { Interval } from '../lanes/interval.ts'

export interface Summary {
  readonly session: string
  readonly header: SessionHeader | undefined
  /** Bytes of the log read so far. */
  readonly size: number
  readonly live: boolean
  /** The epoch in milliseconds since 1970, and the earliest and latest time in nanoseconds after it. */
  readonly epoch: number
  readonly extent: Domain
  readonly connections: number
  /** Whether any stream has calls, which only Unstick records. */
  readonly hasCalls: boolean
  /** The shown stream, and its place among the session's streams. */
  readonly shown: StreamSummary | undefined
  readonly stream: number
  /** One framing, or one for each connection, as text. */
  readonly framing: string
  /** How many server ports its connections have. */
  readonly ports: number
  /** For the shown stream. */
  readonly counts: Counts
  /** The first ones only; `counts` counts all. */
  readonly findings: readonly FindingSummary[]
  /** The finding to look at first. */
  readonly firstFinding: FindingSummary | undefined
  /** The first lines that the programs printed, in order. */
  readonly printed: readonly { readonly program: string; readonly text: string }[]
  /** What a user should know about the source of the shown stream's lanes. */
  readonly notes: readonly string[]
  /** Bytes of the shown stream that no recv returned, if the log is whole. */
  readonly unread: Unread | undefined
  /** Whether every interval of every lane matches exactly one on the next; for datagrams, whether each has its recv. */
  readonly isMatched: boolean
  readonly framingError: string | undefined
  /** Why the log ends early or could not be read further, as a sentence. */
  readonly problem: string | undefined
}

export interface Counts {
  readonly sends: number
  readonly segments: number
  readonly recvs: number
  /** Frames that carry messages, under a framing with layers. */
  readonly frames: number
  readonly messages: number
  readonly merges: number
  readonly splits: number
  readonly shortWrites: number
  /** Datagrams that did not simply arrive. */
  readonly fates: number
}

export interface StreamSummary {
  readonly index: number
  /** The number of its connection, and which of the directions with bytes it is. */
  readonly connection: number
  readonly direction: number
  /** Its connection's server port, and how many connections have it. */
  readonly port: number
  readonly sharedBy: number
  readonly name: string
  /** What a plan of framings may call its connection. */
  readonly names: readonly string[]
  /** Its own framing, as a spec's text. */
  readonly framing: string
  readonly transport: 'tcp' | 'udp'
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly writer: string | undefined
  readonly reader: string | undefined
  readonly length: number
  /** The stream of the other direction, if that carried bytes. */
  readonly reverse: number | undefined
}

export interface FindingSummary extends Interval {
  readonly kind: FoundKind
  readonly title: string
  /** When it happened, in nanoseconds after the epoch. */
  readonly time: number
  /** Its interval's first byte. */
  readonly start: number
}
