// What one layer hands up to the next: bytes of a frame's body, and where they lie on the wire.
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { FramingError } from '../frames/errors.ts'
import type { Gone } from './gone.ts'

/** Bytes of one frame's body. They are lent for the time of the call. */
export interface Piece {
  readonly bytes: Uint8Array
  /** Stream offset of the first of them; the others follow without a gap. */
  readonly at: number
  /** Stream offset at which their frame begins. */
  readonly start: number
  /** Stream offset after what belongs to the piece: after the frame's trailer, if it is the frame's last piece. */
  readonly end: number
  readonly isLast: boolean
  /** The frame with its header, as far as the layer below knows it; the same for all pieces of a frame. */
  readonly frame: Uint8Array
  /** Size of the frame's whole body, in bytes; NaN if it is not known yet. */
  readonly bodySize: number
}

/** Where a layer puts what it finds. */
export interface Sink {
  readonly rows: FrameColumns
  /** Each message's body, for the uppermost layer, if somebody asked for it; the bytes are the receiver's. */
  readonly onBody: ((body: Uint8Array) => void) | undefined
  /** The layer above, if there is one. */
  readonly onPiece: ((piece: Piece) => void) | undefined
}

/** A layer above the frames of the wire. */
export interface Layer {
  /** Takes the next piece; those of its bytes that are `gone` are zeros. After an error it takes nothing more. */
  take(piece: Piece, sink: Sink, gone: Gone): void
  /** The stream ended at `offset`. */
  end(offset: number, sink: Sink): void
  /** Whether it needs each frame of the layer below whole, and not its body while it comes. */
  readonly needsFrames: boolean
  /** Stream offset at which its unfinished message begins; undefined between messages. */
  readonly open: number | undefined
  readonly error: FramingError | undefined
  /** See {@link Framer.lostAt}. */
  readonly lostAt: number | undefined
}
