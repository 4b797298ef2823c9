// What the two file formats have in common for the reader that feeds them.
import type { CaptureError } from './codes.ts'

/** Parses whole blocks where they lie. `view` covers `data` exactly. */
export interface FileParser {
  /** File offset of the first byte of the buffer that is being parsed; the reader sets it. */
  base: number
  /** Set when nothing more can be read. */
  readonly error: CaptureError | undefined
  /**
   * How many bytes are wanted from `at` on: the next block's length, or the length of the head that tells it while
   * fewer than that are available. -1 with `error` set where no block can begin here.
   */
  measure(view: DataView, at: number, available: number): number
  /** Takes the whole block at `at`. `false` with `error` set where it is no block after all. */
  read(data: Uint8Array, view: DataView, at: number, length: number): boolean
}
