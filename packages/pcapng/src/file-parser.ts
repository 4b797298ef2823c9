// What the parsers of the two file formats have in common for the reader that feeds them.
import type { CaptureError } from './codes.ts'

/** Parses whole blocks in place. */
export interface FileParser {
  /** Set when nothing more can be read. */
  readonly error: CaptureError | undefined
  /** Sets the bytes that the other two methods read; `data[0]` is at `base` in the file. */
  lookAt(data: Uint8Array, base: number): void
  /**
   * How many bytes are needed from `at` on: the next block's length, or, while its head is incomplete, the head's
   * length. -1 with `error` set if no block can begin here.
   */
  measure(at: number, available: number): number
  /** Parses the whole blocks in `[at, end)`, until one is cut or sets `error`. Returns the index after them. */
  parse(at: number, end: number): number
}
