// What a guess is made from: bytes that somebody sent, and where their calls or segments began.
import type { Direction } from '../frames/framer.ts'

/** What one side of one connection sent, or raw bytes. */
export interface Heard {
  /** The stream from its start; the first 64 KiB are enough. */
  readonly bytes: Uint8Array
  /** Whether the stream ends with these bytes. */
  readonly isAll: boolean
  /** Offsets at which a send or a captured segment began, in order, without 0. They often are where messages begin. */
  readonly cuts: readonly number[]
  /** Which side sent them; `undefined` for raw bytes. */
  readonly side: Direction | undefined
  /** Whether `bytes` begin where the stream began, as far as anyone knows. */
  readonly fromStart: boolean
}

/** Raw bytes of which nothing else is known. */
export const rawBytes = (bytes: Uint8Array, isAll: boolean): Heard => ({
  bytes,
  isAll,
  cuts: [],
  side: undefined,
  fromStart: true,
})

/** At most this many bytes of each direction are looked at. */
export const LOOKED_AT = 64 * 1024
