// The request and the answer for the bytes of an interval or of a message's body.
import type { Interval } from '../lanes/interval.ts'

/** Whose bytes are wanted: a message's body, or the interval itself if no message is named. */
export interface ContentOf {
  readonly interval: Interval
  readonly message: number | undefined
}

/** The largest content returned as bytes. A file is always whole. */
export const MOST_CONTENT = 1024 * 1024

export interface Content {
  /** At most the first `MOST_CONTENT` bytes of `size`. */
  readonly bytes: Uint8Array
  readonly size: number
  /** Whether the framing encodes the body on the wire, so that these bytes are decoded. */
  readonly decoded: boolean
  /** What the same call sent before it; `undefined` if that is not known. */
  readonly lead: Uint8Array | undefined
}
