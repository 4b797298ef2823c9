// A row of the connection list and the query for such rows, as page and worker exchange them.
import type { Endpoint } from '@unstick/session'

/** One end: its address, and the program that held it if the log names it. */
export interface End extends Endpoint {
  readonly program: string | undefined
}

/** What only a look at every byte can show, counted over both directions. */
export interface ConnectionCounts {
  readonly messages: number
  readonly merges: number
  readonly splits: number
}

export interface ConnectionRow {
  /** Its number in the session; connections are ordered by their first byte. */
  readonly connection: number
  readonly transport: 'tcp' | 'udp'
  /** The end that opened the connection. If that is unknown, the end that was first seen to send. */
  readonly from: End
  readonly to: End
  /** The streams' indices, there and back; `undefined` if no byte went that way. */
  readonly streams: readonly [there: number | undefined, back: number | undefined]
  /** Bytes, there and back. */
  readonly bytes: readonly [there: number, back: number]
  readonly sends: number
  readonly segments: number
  readonly recvs: number
  /** From the first interval to the last, in nanoseconds. */
  readonly duration: number
  /** Its framing, if each connection has its own. */
  readonly framing: string | undefined
  /** `undefined` until they are counted, which the worker does in the background. */
  readonly counts: ConnectionCounts | undefined
}

/** The part of a row that is shown above a connection's track. */
export type TrackHead = Pick<ConnectionRow, 'connection' | 'transport' | 'from' | 'to' | 'streams' | 'bytes'>

export const connectionColumns = [
  'transport',
  'from',
  'to',
  'there',
  'back',
  'sends',
  'segments',
  'recvs',
  'framing',
  'messages',
  'merges',
  'splits',
  'duration',
] as const
export type ConnectionColumn = (typeof connectionColumns)[number]

export interface ConnectionSort {
  readonly column: ConnectionColumn
  readonly descending: boolean
}

export interface ConnectionQuery {
  /** The first row wanted, or a stream whose connection must be among the rows. */
  readonly at: number | { readonly stream: number }
  readonly count: number
  /** `undefined`: in the order in which they began. */
  readonly sort: ConnectionSort | undefined
  /** Words that must all occur in the addresses, ports, programs or the transport. */
  readonly filter: string
}

export interface ConnectionPage {
  /** The place of `rows[0]` among the `found` rows. */
  readonly from: number
  readonly found: number
  /** All connections of the session, whether the filter matches them or not. */
  readonly all: number
  readonly rows: readonly ConnectionRow[]
  /** The place of the connection whose stream the query named. */
  readonly place: number | undefined
}

export const noConnections: ConnectionPage = { from: 0, found: 0, all: 0, rows: [], place: undefined }
