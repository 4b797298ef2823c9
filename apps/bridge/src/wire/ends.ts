// The two ends of a wire, as its process reads and writes them. For each end: where do frames that leave there come from,
// and where do frames that arrive there go to?
import type { End } from './wire.ts'

/** A frame that left. */
export interface Departure {
  readonly from: End
  /** A view, valid until the next frame is read. */
  readonly frame: Uint8Array
  /** By the kernel, in nanoseconds since the epoch. */
  readonly time: bigint
}

export interface Ends {
  /** Descriptors of packet sockets, which become readable when a frame leaves. */
  readonly sources: readonly number[]
  /** The next frame that left at a source; `undefined` if none waits. */
  read(source: number): Departure | undefined
  /** Hands a frame over where it arrives. `false` if the kernel does not take it. */
  write(at: End, frame: Uint8Array): boolean
  /** The log's interface for packets that leave an end, and for those that arrive there. */
  logInterface(end: End, way: 'leaves' | 'arrives'): number
}

/** Bytes of the largest frame: the largest IP packet, with its Ethernet header. */
export const LARGEST_FRAME = 65_535 + 18
