// The heart of every kind of framing: a machine that is shown the stream chunk by chunk and finds frames' ends.
import { streamError, type ErrorFacts, type StreamErrorCode } from './errors.ts'
import type { FrameColumns } from './frame-columns.ts'
import type { FramingError } from './errors.ts'

/** As many frames as a chunk may have: a small integer, so that counting up to it stays one. */
export const ALL_FRAMES = 2 ** 30 - 1

/** How a kind finds its frames. It keeps numbers and at most a few header bytes, never a body. */
export abstract class Cutter {
  /** Stream offset at which the unfinished frame begins. */
  frameStart = 0
  /** The unfinished frame's whole size in bytes, once its header has told it. */
  needed: number | undefined
  /**
   * Stream offset up to which no chunk can complete or spoil anything, for the cutter knows the size of the frame at
   * hand: chunks that end before need not be shown to it. An offset that is passed means nothing any more.
   */
  quietUntil = 0
  /** Set once; the cutter is not asked again after that. */
  fault: FramingError | undefined

  /**
   * Looks at `chunk` from index `from` on, where `base` is the stream offset of `chunk[0]`; appends each frame that
   * it completes to `out`, at most `most` of them.
   * @returns the index behind the last byte it took: `chunk.length`, or less where `most` or a fault stopped it.
   */
  abstract cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number

  /**
   * A straight way to the bodies: from index `from`, where a frame begins, gives a view on `chunk` for each frame that
   * lies whole and right in it, and leaves everything else to `cut`, with `frameStart` where it stopped; also where
   * `onBody` throws. Not every kind has it.
   */
  views?(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void

  /** The stream ended at `offset`, inside a frame: appends the frame if the end completes it, and says whether. */
  finish?(offset: number, out: FrameColumns): boolean

  /**
   * Where a body is not simply bytes of the frame, this makes it: `frame` is the whole frame, `header` and `trailer`
   * its row in the columns, `start` its stream offset. The result may be a view on the frame.
   */
  decode?(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array

  /** Records the error and where it is; returned so that a `cut` can say `return this.fail(…)`. */
  protected fail(code: StreamErrorCode, index: number, facts?: ErrorFacts): number {
    this.fault = streamError(code, this.frameStart, facts)
    this.needed = undefined
    return index
  }
}
