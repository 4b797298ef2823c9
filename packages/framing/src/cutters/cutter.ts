// The core of every kind of framing: it gets the stream chunk by chunk and finds where frames end.
import { streamError, type ErrorFacts, type StreamErrorCode } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { FramingError } from '../frames/errors.ts'

/** No limit on a chunk's frames. It is a small integer, so that V8 counts up to it without boxing. */
export const ALL_FRAMES = 2 ** 30 - 1

/** How a kind finds its frames. It keeps numbers and at most a few header bytes, never a body. */
export abstract class Cutter {
  /** Stream offset at which the unfinished frame begins. */
  frameStart = 0
  /** The unfinished frame's whole size in bytes, once its header is read. */
  needed: number | undefined
  /**
   * Stream offset up to which no chunk can complete or break anything, because the cutter knows the current frame's
   * size. Chunks that end before it need not be given to the cutter. An offset already passed means nothing.
   */
  quietUntil = 0
  /** Whether bytes before `frameStart` were skipped and are in no row yet; `finish` gives them. */
  hasSkipped = false
  /** Whether the unfinished frame is no message, so that nobody asks for its bytes. */
  isNoMessage = false
  /** Set once; the cutter is not called again after that. */
  fault: FramingError | undefined

  /**
   * Reads `chunk` from index `from` on and appends each frame that it completes to `out`, at most `most` of them.
   * `base` is the stream offset of `chunk[0]`.
   * @returns the index after the last byte it took: `chunk.length`, or less if `most` or a fault stopped it.
   */
  abstract cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number

  /**
   * A shortcut to the bodies, which not every kind has. From index `from`, where a frame begins, it gives a view on
   * `chunk` for each valid frame that lies whole in it. It leaves everything else to `cut` and sets `frameStart` to
   * where it stopped, also if `onBody` throws.
   */
  views?(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void

  /**
   * If a layer above reads the bodies while they come: called with each stretch `[from, to)` of the chunk that is data of a
   * body, decoded. Only cutters whose `givesData` is true call it.
   */
  onData: ((chunk: Uint8Array, from: number, to: number, base: number) => void) | undefined
  readonly givesData: boolean = false

  /** The stream ended at `offset`, inside a frame. If the end completes the frame, appends it and returns true. */
  finish?(offset: number, out: FrameColumns): boolean

  /**
   * Makes the body if it is not simply bytes of the frame. `frame` is the whole frame, `header` and `trailer` are its
   * row in the columns, `start` its stream offset. The result may be a view on the frame.
   */
  decode?(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array

  /** Records the error and its place. It returns a value so that a `cut` can say `return this.fail(…)`. */
  protected fail(code: StreamErrorCode, index: number, facts?: ErrorFacts): number {
    this.fault = streamError(code, this.frameStart, facts)
    this.needed = undefined
    return index
  }
}
