// The parser: pieces of strace's text, cut anywhere, to records.
import { Clock, type ClockKind } from './clock.ts'
import { LineReader } from './line-reader.ts'
import { straceProblem } from './problem.ts'
import type { StraceSink } from './sink.ts'
import { hasColours } from './text/colours.ts'
import { LineSplitter } from './text/line-splitter.ts'

export interface StraceReaderLimits {
  /** The longest line that is read, in bytes: by default 64 MiB. */
  readonly maxLine?: number
  /** How many calls may have begun and not returned: by default 65,536. A new one drops the oldest. */
  readonly maxPending?: number
  /** How many bytes of their text may be kept: by default 256 MiB. */
  readonly maxPendingBytes?: number
}

/**
 * Reads what strace 5.0 and later write, with any of its options for times, process ids, descriptors and strings. Never
 * throws. Time is linear in the text; memory is bounded by the limits, whatever the text.
 */
export class StraceReader {
  readonly #clock = new Clock()
  readonly #splitter: LineSplitter
  readonly #lines: LineReader

  constructor(sink: StraceSink, limits: StraceReaderLimits = {}) {
    const { maxLine = 64 * MIB, maxPending = 65_536, maxPendingBytes = 256 * MIB } = limits
    const lines = new LineReader(sink, this.#clock, maxPending, maxPendingBytes)
    this.#lines = lines
    this.#splitter = new LineSplitter(
      maxLine,
      (bytes, start, end) => lines.read(bytes, start, end),
      () => sink.problem?.(straceProblem('LINE_TOO_LONG', lines.skip(), 1)),
    )
  }

  /** What the times of the records count from; `undefined` as long as no line had a time. */
  get clock(): ClockKind | undefined {
    return this.#clock.kind
  }

  /** How many bytes are kept: of a line that has not ended, and of calls that have not returned. */
  get held(): number {
    return this.#splitter.held + this.#lines.held
  }

  /** Reads one more piece. It is not kept, and may be used again. */
  push(piece: Uint8Array): void {
    if (hasColours(piece)) this.#lines.coloured = true
    this.#splitter.push(piece)
  }

  /** Reads the last line, and gives the calls that never returned, without a result. */
  end(): void {
    this.#splitter.end()
    this.#lines.end()
  }
}

const MIB = 1024 * 1024
