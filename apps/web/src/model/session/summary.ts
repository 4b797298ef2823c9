// What the page is told of a session without asking, whenever the session grew.
import type { Endpoint, SessionHeader, Unread } from '@unstick/session'
import type { Domain } from '../axis/axis.ts'
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
  /** The stream that is shown, and its place among the session's. */
  readonly shown: StreamSummary | undefined
  readonly stream: number
  readonly framing: string
  /** Of the stream that is shown. */
  readonly counts: Counts
  /** The first ones; all of them are counted in `counts`. */
  readonly findings: readonly FindingSummary[]
  /** The one to look at first. */
  readonly firstFinding: FindingSummary | undefined
  /** What the programs printed, its first lines, in order. */
  readonly printed: readonly { readonly program: string; readonly text: string }[]
  /** What one should know of where the shown stream's lanes come from. */
  readonly notes: readonly string[]
  /** Bytes of the shown stream that no recv returned, where the log is whole. */
  readonly unread: Unread | undefined
  /** Whether every interval of every lane has one counterpart on the next; of datagrams whether each has its recv. */
  readonly isMatched: boolean
  readonly framingError: string | undefined
  /** Why the log ends early or could not be read on, in words. */
  readonly problem: string | undefined
}

export interface Counts {
  readonly sends: number
  readonly segments: number
  readonly recvs: number
  readonly messages: number
  readonly merges: number
  readonly splits: number
  /** Datagrams that did not simply arrive. */
  readonly fates: number
}

export interface StreamSummary {
  readonly index: number
  /** The number of its connection, and which of the directions that carried bytes it is. */
  readonly connection: number
  readonly direction: number
  readonly name: string
  readonly transport: 'tcp' | 'udp'
  readonly source: Endpoint
  readonly destination: Endpoint
  readonly writer: string | undefined
  readonly reader: string | undefined
  readonly length: number
  /** The stream of the other direction, where it carried bytes. */
  readonly reverse: number | undefined
}

export interface FindingSummary extends Interval {
  /** `fate`: what became of a datagram. */
  readonly kind: 'merge' | 'split' | 'fate'
  readonly title: string
  /** When it had happened: nanoseconds after the epoch. */
  readonly time: number
  /** Its interval's first byte. */
  readonly start: number
}
