// What the two file formats have in common for the reader that feeds them.
import type { CaptureError } from './codes.ts'

/** Parses whole blocks where they lie. */
export interface FileParser {
  /** Set when nothing more can be read. */
  readonly error: CaptureError | undefined
  /** Makes `data` the bytes that the other two look at, with `data[0]` at `base` in the file. */
  lookAt(data: Uint8Array, base: number): void
  /**
   * How many bytes are wanted from `at` on: the next block's length, or the length of the head that tells it while
   * fewer than that are available. -1 with `error` set where no block can begin here.
   */
  measure(at: number, available: number): number
  /** Takes the whole blocks in `[at, end)`, up to one that is cut or with which `error` was set; the index behind them. */
  parse(at: number, end: number): number
}
