// A connection as its list shows it, and how the list is asked: between the page and the worker.
import type { Endpoint } from '@unstick/session'

/** One end: its address, and the program that held it where the log names it. */
export interface End extends Endpoint {
  readonly program: string | undefined
}

/** What takes a look at every byte to be known; counted in both directions together. */
export interface ConnectionCounts {
  readonly messages: number
  readonly merges: number
  readonly splits: number
}

export interface ConnectionRow {
  /** Its number among the session's connections, by their first byte. */
  readonly connection: number
  readonly transport: 'tcp' | 'udp'
  /** The end that opened the connection, or else the one that was first seen to send. */
  readonly from: End
  readonly to: End
  /** The streams' indices, there and back; `undefined` where no byte went that way. */
  readonly streams: readonly [there: number | undefined, back: number | undefined]
  /** Bytes, there and back. */
  readonly bytes: readonly [there: number, back: number]
  readonly sends: number
  readonly segments: number
  readonly recvs: number
  /** From the first to the last interval: nanoseconds. */
  readonly duration: number
  /** `undefined` until they are counted, which goes on behind the page's back. */
  readonly counts: ConnectionCounts | undefined
}

/** As much of a row as stands over a connection's track. */
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
  /** The first row wanted, or the stream whose connection must be among the rows. */
  readonly at: number | { readonly stream: number }
  readonly count: number
  /** `undefined`: as they began. */
  readonly sort: ConnectionSort | undefined
  /** Words that all must stand in the addresses, ports, programs or the transport. */
  readonly filter: string
}

export interface ConnectionPage {
  /** The place of `rows[0]` among the `found` rows. */
  readonly from: number
  readonly found: number
  /** Connections of the session, found or not. */
  readonly all: number
  readonly rows: readonly ConnectionRow[]
  /** The place of the connection that was asked for by its stream. */
  readonly place: number | undefined
}

export const noConnections: ConnectionPage = { from: 0, found: 0, all: 0, rows: [], place: undefined }
