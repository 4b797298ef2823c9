// A stream's bytes through a framing: the message lane, and where the framer stood after every recv.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
} from '@unstick/framing'
import { LaneColumns } from './lane.ts'
import type { Stream } from './stream.ts'

/** How a naive reader's message (framing `none`: one a recv) compares with what was sent. */
export const Mark = {
  /** It is just what one send wrote. */
  whole: 0,
  /** Bytes of several sends. */
  stuck: 1,
  /** It begins or ends inside a send. */
  torn: 2,
  stuckAndTorn: 3,
} as const

/** What a framer held after a recv: "holding 7 of 13". */
export interface Holding {
  /** Bytes of the unfinished frame that were there. */
  readonly held: number
  /** The unfinished frame's whole size where its header told it. */
  readonly needed: number | undefined
}

export class Framed {
  readonly lane = new LaneColumns('message')
  /** Bytes in front of and behind each message's body, within its frame. */
  headers = new Float64Array(8)
  trailers = new Float64Array(8)
  /** Framing `none` only: a `Mark` a message, against the sends. */
  marks = new Uint8Array(8)
  /** Bytes that the log does not hold: the framer stands before them, and the rest is left unframed. */
  missing: { readonly start: number; readonly end: number } | undefined
  #framer: Framer
  readonly #columns = new FrameColumns()
  #held: number[] = []
  #needed: (number | undefined)[] = []
  /** The lane whose intervals are pushed: the recvs, or where none are known the segments, or the sends. */
  #source: LaneColumns
  #revision: number
  #taken = 0
  #send = 0

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
  ) {
    this.#framer = createFramer(spec, stream.role)
    this.#source = knownBy(stream)
    this.#revision = stream.capture.revision
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
    return { held: this.#held[index] ?? 0, needed: this.#needed[index] }
  }

  /** Takes the intervals that came since the last call. */
  advance(): void {
    const source = knownBy(this.stream)
    if (source !== this.#source || this.stream.capture.revision !== this.#revision) this.#restart(source)
    for (; this.#taken < source.count && !this.#isMissing(this.#taken); this.#taken += 1) {
      this.#framer.intervals(this.stream.intervalBytes(source, this.#taken), this.#columns)
      const { held, needed } = this.#framer.position
      this.#held.push(held)
      this.#needed.push(needed)
      this.#drain(source.dones[this.#taken] as number)
    }
  }

  /** From the beginning: the bytes are now known from another lane, or some were put between others. */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.#revision = this.stream.capture.revision
    this.#framer = createFramer(this.spec, this.stream.role)
    this.#held = []
    this.#needed = []
    this.#taken = 0
    this.#send = 0
    this.lane.count = 0
    this.missing = undefined
  }

  #isMissing(index: number): boolean {
    const { starts, ends } = this.#source
    const start = starts[index] as number
    const before = index === 0 ? 0 : (ends[index - 1] as number)
    if (start > before) this.missing = { start: before, end: start }
    const captured = this.#source.captured(index)
    const end = ends[index] as number
    if (start + captured < end) this.missing ??= { start: start + captured, end }
    return this.missing !== undefined
  }

  #drain(time: number): void {
    const columns = this.#columns
    for (let k = 0; k < columns.count; k += 1) {
      const start = columns.start[k] as number
      const end = columns.end[k] as number
      const index = this.lane.count
      if (index === this.headers.length) this.#grow()
      this.headers[index] = columns.header[k] as number
      this.trailers[index] = columns.trailer[k] as number
      this.marks[index] = this.naive ? this.#mark(start, end) : Mark.whole
      this.lane.append(start, end, time, time, NaN, NaN)
    }
    columns.clear()
  }

  #mark(start: number, end: number): number {
    const { send } = this.stream
    while (this.#send < send.count && (send.ends[this.#send] as number) <= start) this.#send += 1
    if (this.#send === send.count) return Mark.whole
    const first = this.#send
    let last = first
    while (last + 1 < send.count && (send.starts[last + 1] as number) < end) last += 1
    const torn = start !== send.starts[first] || end !== send.ends[last]
    return (last > first ? Mark.stuck : 0) | (torn ? Mark.torn : 0)
  }

  #grow(): void {
    const size = this.headers.length * 2
    const { headers, trailers, marks } = this
    this.headers = new Float64Array(size)
    this.headers.set(headers)
    this.trailers = new Float64Array(size)
    this.trailers.set(trailers)
    this.marks = new Uint8Array(size)
    this.marks.set(marks)
  }
}

/** The lane that tells a stream's bytes as its reader got them, or else as near to it as the log comes. */
const knownBy = ({ recv, capture, segment, send }: Stream): LaneColumns =>
  recv.count > 0 ? recv : capture.lane.count > 0 ? segment : send

/** Frames a stream's bytes as the reader got them. Call `advance()` on the result as the session grows. */
export const frameStream = (stream: Stream, spec: FramingSpec): Framed => new Framed(stream, spec)
