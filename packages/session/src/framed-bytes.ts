// A stream's bytes pushed through a framing as the reader got them, interval by interval; what is kept of the frames
// is another's business.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
} from '@unstick/framing'
import type { LaneColumns } from './lane.ts'
import type { Stream } from './stream.ts'

/** Where each push leaves its frames until they are taken; never kept. */
const scratch = new FrameColumns()

export abstract class FramedBytes {
  /** Bytes that the log does not hold: the framer stands before them, and the rest is left unframed. */
  missing: { readonly start: number; readonly end: number } | undefined
  protected framer: Framer
  /** Intervals of the source that were framed. */
  protected taken = 0
  /** The lane whose intervals are pushed: the recvs, or where none are known the segments, or the sends. */
  #source: LaneColumns
  #ended = false
  /** The stream offset behind what was taken. */
  #expected = 0

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
  ) {
    this.framer = createFramer(spec, stream.role)
    this.#source = sourceOf(stream, spec)
  }

  /** Whether this is the naive reader: every recv taken for a message. */
  get naive(): boolean {
    return this.spec.kind === 'none'
  }

  /** The lane whose bytes were framed: usually the recvs. */
  get source(): LaneColumns {
    return this.#source
  }

  /** Where the bytes did not carry the framing; the rest of the stream is left unframed. */
  get error(): FramingError | undefined {
    return this.framer.error
  }

  /** Takes the intervals that came since the last call. */
  advance(): void {
    const source = sourceOf(this.stream, this.spec)
    if (source !== this.#source) this.#restart(source)
    for (; this.taken < source.count && !this.#isMissing(this.taken); this.taken += 1) {
      this.framer.intervals(this.stream.intervalBytes(source, this.taken), scratch)
      this.take(scratch, source.dones[this.taken] as number)
      scratch.clear()
      this.#expected = source.ends[this.taken] as number
    }
    if (!this.#ended && this.#expected === endOf(this.stream, source)) this.#end()
  }

  /** Takes the frames that became whole with source interval `taken`, or at `time` with the stream's end. */
  protected abstract take(frames: FrameColumns, time: number): void

  /** Forgets all that was taken: the bytes are now known from another lane. */
  protected abstract forgetAll(): void

  /** The stream is over: what is unfinished now stays so. */
  #end(): void {
    this.#ended = true
    this.framer.end(scratch)
    this.take(scratch, this.stream.endSeen ?? this.stream.finSeen ?? 0)
    scratch.clear()
  }

  /** (Late segments need none of this: they fill holes, and nothing behind a hole was taken.) */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.framer = createFramer(this.spec, this.stream.role)
    this.taken = 0
    this.#ended = false
    this.#expected = 0
    this.missing = undefined
    this.forgetAll()
  }

  #isMissing(index: number): boolean {
    const start = this.#source.starts[index] as number
    const end = this.#source.ends[index] as number
    const captured = this.#source.captured(index)
    this.missing = undefined
    if (start > this.#expected) this.missing = { start: this.#expected, end: start }
    else if (start + captured < end) this.missing = { start: start + captured, end }
    else if (!this.stream.hasBytes(this.#source, index)) this.missing = { start, end }
    return this.missing !== undefined
  }
}

/**
 * The lane that tells a stream's bytes as its reader got them, or else as near to it as the log comes. A naive reader
 * takes recvs for messages, so where no recv is known nothing is said of what it took.
 */
const sourceOf = ({ recv, capture, segment, send }: Stream, { kind }: FramingSpec): LaneColumns => {
  if (recv.count > 0 || kind === 'none') return recv
  return capture.next > 0 ? segment : send
}

/** Where the stream is known to end: its reader was told so, or a captured FIN says it. */
const endOf = ({ capture, endSeen, finOffset }: Stream, source: LaneColumns): number | undefined => {
  if (source.kind === 'segment') return finOffset === capture.next ? finOffset : undefined
  if (source.kind !== 'recv' || endSeen === undefined) return undefined
  return source.count === 0 ? 0 : source.ends[source.count - 1]
}
