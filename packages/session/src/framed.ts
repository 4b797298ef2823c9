// A stream's bytes through a framing: the message lane, and where the framer stood after every recv.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
} from '@unstick/framing'
import { LaneColumns } from './lane.ts'
import { naiveMarks } from './naive-marks.ts'
import { type Holding, Standing } from './standing.ts'
import type { Stream } from './stream.ts'

/** Where each push leaves its frames until they are drained; never kept. */
const scratch = new FrameColumns()

export class Framed {
  readonly lane = new LaneColumns('message')
  /** Bytes in front of and behind each message's body, within its frame. */
  headers = new Float64Array(0)
  trailers = new Float64Array(0)
  /** Bytes that the log does not hold: the framer stands before them, and the rest is left unframed. */
  missing: { readonly start: number; readonly end: number } | undefined
  #framer: Framer
  readonly #standing = new Standing()
  /** The lane whose intervals are pushed: the recvs, or where none are known the segments, or the sends. */
  #source: LaneColumns
  #taken = 0
  #ended = false
  /** The stream offset behind what was taken. */
  #expected = 0
  #marks: Uint8Array = new Uint8Array(0)
  #marked = ''

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
  ) {
    this.#framer = createFramer(spec, stream.role)
    this.#source = sourceOf(stream, spec)
    this.advance()
  }

  /** Whether this is the naive reader: every recv taken for a message. */
  get naive(): boolean {
    return this.spec.kind === 'none'
  }

  /** The lane whose bytes were framed: usually the recvs. */
  get source(): LaneColumns {
    return this.#source
  }

  /** A `Mark` a message, against the sends known by now; under a framing every message is whole. */
  get marks(): Uint8Array {
    const seen = `${this.lane.count} ${this.stream.send.count}`
    if (seen !== this.#marked) {
      this.#marks = this.naive ? naiveMarks(this.lane, this.stream.send) : new Uint8Array(this.lane.count)
      this.#marked = seen
    }
    return this.#marks
  }

  /** Where the bytes did not carry the framing; the rest of the stream is left unframed. */
  get error(): FramingError | undefined {
    return this.#framer.error
  }

  /** Bytes of the unfinished frame at the end, and its size where known. */
  get held(): number {
    return this.#framer.position.held
  }
  get needed(): number | undefined {
    return this.#framer.position.needed
  }

  /** Where the framer stood after source interval `index`. */
  holding(index: number): Holding {
    return this.#standing.at(index)
  }

  /** Takes the intervals that came since the last call. */
  advance(): void {
    const source = sourceOf(this.stream, this.spec)
    if (source !== this.#source) this.#restart(source)
    for (; this.#taken < source.count && !this.#isMissing(this.#taken); this.#taken += 1) {
      this.#framer.intervals(this.stream.intervalBytes(source, this.#taken), scratch)
      const { held, needed } = this.#framer.position
      if (held > 0) this.#standing.add(this.#taken, held, needed)
      this.#drain(source.dones[this.#taken] as number)
      this.#expected = source.ends[this.#taken] as number
    }
    if (!this.#ended && this.#expected === endOf(this.stream, source)) this.#end()
  }

  /** The stream is over: what is unfinished now stays so. */
  #end(): void {
    this.#ended = true
    this.#framer.end(scratch)
    this.#drain(this.stream.endSeen ?? this.stream.finSeen ?? 0)
  }

  /** Forgets the messages so far and the intervals they came from, for a reader who keeps neither. */
  forget(): void {
    this.#source.drop(this.#taken)
    this.#taken = 0
    this.#standing.clear()
    this.lane.clear()
  }

  /**
   * From the beginning: the bytes are now known from another lane. (Late segments need none of this: they fill holes,
   * and nothing behind a hole was taken.)
   */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.#framer = createFramer(this.spec, this.stream.role)
    this.#standing.clear()
    this.#taken = 0
    this.#ended = false
    this.#expected = 0
    this.lane.clear()
    this.missing = undefined
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

  #drain(time: number): void {
    for (let k = 0; k < scratch.count; k += 1) {
      const index = this.lane.count
      if (index === this.headers.length) this.#grow()
      this.headers[index] = scratch.header[k] as number
      this.trailers[index] = scratch.trailer[k] as number
      this.lane.append(scratch.start[k] as number, scratch.end[k] as number, time, time, NaN, NaN)
    }
    scratch.clear()
  }

  #grow(): void {
    const { headers, trailers } = this
    const size = Math.max(8, headers.length * 2)
    this.headers = new Float64Array(size)
    this.headers.set(headers)
    this.trailers = new Float64Array(size)
    this.trailers.set(trailers)
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

/** Frames a stream's bytes as the reader got them. Call `advance()` on the result as the session grows. */
export const frameStream = (stream: Stream, spec: FramingSpec): Framed => new Framed(stream, spec)
