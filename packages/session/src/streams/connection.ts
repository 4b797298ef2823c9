// One connection: its two streams, and the addresses of its ends.
import type { Stream } from './stream.ts'

/** Both directions of one connection; `forward` is the direction of the first packet or call that was seen. */
export interface Connection {
  readonly forward: Stream
  readonly backward: Stream
  /** The addresses of the forward stream's ends; a wildcard until the real one is known. */
  readonly source: Int32Array
  readonly destination: Int32Array
}
