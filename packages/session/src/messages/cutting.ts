// How a framing cuts one lane of a stream: what the two ways, by stream and by datagram, have in common.
import type { FrameColumns, FramingError } from '@unstick/framing'
import type { Range } from '../streams/stream-bytes.ts'

/** Bytes that the framing left unframed, and why: of one datagram, or from a hole to where framing goes on. */
export interface Unframed {
  /** When the datagram, or what comes after the hole, arrived, in nanoseconds after the epoch. */
  readonly time: number
  readonly start: number
  readonly end: number
  readonly code: string
  readonly message: string
}

/** Who gets the frames. */
export interface FrameTaker {
  /** Each push leaves the frames that carry its messages here, if somebody wants them. */
  readonly below: readonly FrameColumns[]
  /** Takes the frames that a source interval completed, or the stream's end at `time`. Offsets are the stream's. */
  take(frames: FrameColumns, time: number): void
}

/** All offsets are the stream's. */
export interface Cutting {
  /** How many intervals of the lane were framed. */
  readonly taken: number
  /** The datagrams, or their ends, that did not fit the framing; or what holes of a stream left unframed. */
  readonly failures: readonly Unframed[]
  /** The holes that framing went over, in order. */
  readonly holes: readonly Range[]
  /** Bytes of the unfinished frame at the end, and its size if its header says it. */
  readonly held: number
  readonly needed: number | undefined
  /** Where the unfinished frame begins, or the one that does not fit. */
  readonly frameStart: number
  /** Where the newest whole frame begins. */
  readonly lastFrame: number | undefined
  /** Where the bytes did not fit the framing; the rest is left unframed. */
  readonly error: FramingError | undefined
  /** Whether the bytes so far may be read again, from a place that is found later. */
  readonly mayBeginLater: boolean
  /** Bytes that the log does not have yet, before which framing waits. */
  findMissing(): Range | undefined
  /** Frames the lane's intervals that are new, up to the first whose bytes begin at or after the place `before` in the log. */
  advance(before: number): void
  /** The lane's framed intervals are dropped, and their failures are forgotten. */
  forget(): void
}
