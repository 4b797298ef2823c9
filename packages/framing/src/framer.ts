// What every framer is: bytes in, frames out, and at any moment a plain answer to "where do you stand?".
import type { FramingError } from './errors.ts'
import type { FrameColumns } from './frame-columns.ts'

/** Which side of a connection sends the bytes; it matters where a protocol begins differently on each side. */
export type Direction = 'client' | 'server'

/** Where a framer stands after the bytes it was given. Offsets and counts are bytes of the stream. */
export interface FramerPosition {
  /** How many bytes were pushed so far. */
  readonly offset: number
  /** Where the unfinished frame begins (equal to `offset` between frames). */
  readonly frameStart: number
  /** How many bytes of the unfinished frame are held: `offset - frameStart`. */
  readonly held: number
  /** The unfinished frame's whole size where the header already tells it: "holding 7 of 13". */
  readonly needed: number | undefined
}

/**
 * Cuts one direction of one connection into frames. Push the bytes as they come, cut anywhere; a framer gives the
 * same frames for every way of cutting. It never throws on bytes: it stops at its first error and says it in
 * {@link Framer.error}; later pushes only move {@link FramerPosition.offset} on.
 *
 * Use one of the two ways out for a stream: {@link Framer.intervals} keeps no byte, so {@link Framer.bodies} cannot
 * give the body of a frame that began while only intervals were asked for, and throws if that is tried.
 */
export interface Framer {
  /**
   * Appends to `out` a row for each frame that this chunk completes: numbers only, no object a frame.
   * The chunk is not kept.
   */
  intervals(chunk: Uint8Array, out: FrameColumns): void
  /**
   * Calls `onBody` with the body of each frame that this chunk completes. A body that lies whole in the chunk is a
   * view on it, good for as long as the chunk is; one that spans chunks, or whose bytes must be decoded (COBS, SLIP,
   * a WebSocket mask, HTTP chunks), has memory of its own. The chunk may be reused as soon as this returns and the
   * views on it are done with.
   */
  bodies(chunk: Uint8Array, onBody: (body: Uint8Array) => void): void
  /**
   * The stream ended. Inside a frame that is the error `END_INSIDE_FRAME`, unless the end is what completes the
   * frame (a bare JSON number, an HTTP/1 body without a length): that one goes to `out`.
   */
  end(out?: FrameColumns | ((body: Uint8Array) => void)): void
  readonly position: FramerPosition
  readonly error: FramingError | undefined
}
