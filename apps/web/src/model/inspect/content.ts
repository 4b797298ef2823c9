// The bytes of an interval or of a message's body, as they are asked for and given.
import type { Interval } from '../lanes/interval.ts'

/** Of what the bytes are wanted: of a message's body, or of the interval itself where no message is named. */
export interface ContentOf {
  readonly interval: Interval
  readonly message: number | undefined
}

/** The largest content that is given as bytes; a file is given whole. */
export const MOST_CONTENT = 1024 * 1024

export interface Content {
  /** The first `MOST_CONTENT` bytes at most, of `size`. */
  readonly bytes: Uint8Array
  readonly size: number
  /** Whether the framing changes a body's bytes on the wire, and these are the body's own. */
  readonly decoded: boolean
  /** What was sent in front of it by the same call; `undefined` where it is not known. */
  readonly lead: Uint8Array | undefined
}
