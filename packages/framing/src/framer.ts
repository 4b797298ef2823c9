// What every framer is: bytes in, frames out, and at any moment a plain answer to "where do you stand?".

/** A coded error that a framer met in the bytes. A value, never thrown. */
export interface FramingError {
  /** For programs: `FRAME_TOO_LONG`, `LENGTH_NEGATIVE`, `END_INSIDE_FRAME`… */
  readonly code: string
  /** Stream offset, in bytes, of the frame in which it was met. */
  readonly offset: number
  /** One plain sentence that names the value and the limit. */
  readonly message: string
}

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
