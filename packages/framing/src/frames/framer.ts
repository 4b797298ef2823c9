// The interface of every framer: bytes in, frames out, and at any moment its position in the stream.
import type { FramingError } from './errors.ts'
import type { FrameColumns } from './frame-columns.ts'

/** Which side of a connection sends the bytes; it matters if a protocol begins differently on each side. */
export type Direction = 'client' | 'server'

/** The method of the request that answer `index` (counted from 0, without 1xx answers but 101) is to, if that is known. */
export type MethodOf = (index: number) => string | undefined

/** What is known of a stream besides its bytes and its side. */
export interface Knowledge {
  /** For answers whose end depends on the request. */
  readonly methodOf?: MethodOf | undefined
  /** For HTTP/2: the longest payload that the receiver's SETTINGS allowed so far; undefined if that is not known. */
  readonly frameLimit?: (() => number | undefined) | undefined
  /** Whether bytes came before that the framer does not get, so that the first joined message may lack its beginning. */
  readonly beginsLate?: boolean
}

/** A framer's position after the bytes it was given. Offsets and counts are bytes of the stream. */
export interface FramerPosition {
  /** How many bytes were pushed so far. */
  readonly offset: number
  /** Where the unfinished frame begins (equal to `offset` between frames). */
  readonly frameStart: number
  /** How many bytes of the unfinished frame are held: `offset - frameStart`. */
  readonly held: number
  /** The unfinished frame's whole size, if its header is read already: "holding 7 of 13". */
  readonly needed: number | undefined
}

/**
 * Cuts one direction of one connection into frames. Push the bytes as they come: a framer gives the same frames
 * wherever the chunks are cut. It never throws because of the bytes. It stops at its first error and keeps it in
 * {@link Framer.error}; later pushes only advance {@link FramerPosition.offset}.
 *
 * Use only one of the two methods for a stream. {@link Framer.intervals} keeps no bytes, so {@link Framer.bodies}
 * cannot give the body of a frame that began during an `intervals` call. It throws if you try.
 */
export interface Framer {
  /**
   * Appends to `out` a row for each frame that this chunk completes: only numbers, no object per frame.
   * The chunk is not kept. If the framing has layers (`A over B`), `below` gets the rows of the frames that carry the
   * messages, one `FrameColumns` for each layer below the uppermost, that of the wire first.
   */
  intervals(chunk: Uint8Array, out: FrameColumns, below?: readonly FrameColumns[]): void
  /**
   * Calls `onBody` with the body of each frame that this chunk completes. A body that lies whole in the chunk is a
   * view on it, valid as long as the chunk is. A body that spans chunks, or whose bytes must be decoded (COBS, SLIP,
   * a WebSocket mask, HTTP chunks), has its own memory. The chunk may be reused once this has returned and its views
   * are no longer needed.
   */
  bodies(chunk: Uint8Array, onBody: (body: Uint8Array) => void): void
  /**
   * Goes over `count` bytes that nobody has, if the unfinished frame's header says that they all belong to it, and that
   * nothing in them decides where it ends. Appends the frame to `out` if it ends with them. Returns false otherwise; then
   * nothing has changed. Only for a stream that uses {@link Framer.intervals}; `below` is as there.
   */
  skip(count: number, out: FrameColumns, below?: readonly FrameColumns[]): boolean
  /**
   * With layers: the stream offset after the frame in which bytes were gone over that decided where a message above ends. No
   * message comes after that. Undefined if there is none.
   */
  readonly lostAt?: number | undefined
  /**
   * The stream ended. Inside a frame this is the error `END_INSIDE_FRAME`, unless the end itself completes the frame
   * (a bare JSON number, an HTTP/1 body without a length). That frame goes to `out`.
   */
  end(out?: FrameColumns | ((body: Uint8Array) => void), below?: readonly FrameColumns[]): void
  readonly position: FramerPosition
  readonly error: FramingError | undefined
}
