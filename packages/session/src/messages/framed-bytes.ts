// Pushes a stream's bytes through a framing as the reader got them, interval by interval. Subclasses decide what they
// keep of the frames.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
} from '@unstick/framing'
import { Growth } from '../columns/growth.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'
import { holesOf, streamBytes } from '../streams/stream-bytes.ts'

/** Each push leaves its frames here until they are taken. */
const scratch = new FrameColumns()

interface Missing {
  /** Stream offsets, in bytes. */
  readonly start: number
  readonly end: number
}

/** Bytes of one datagram that the framing left unframed, and why. */
export interface DatagramFailure {
  /** When the datagram arrived, in nanoseconds after the epoch. */
  readonly time: number
  readonly start: number
  readonly end: number
  readonly code: string
  readonly message: string
}

/**
 * A UDP stream is framed datagram by datagram. Each is its own stream that ends with it, so no frame spans two, and a
 * datagram that does not fit the framing does not affect the others.
 */
export abstract class FramedBytes {
  /** For a UDP stream: the datagrams, or their ends, that did not fit the framing. */
  failures: DatagramFailure[] = []
  protected framer: Framer
  /** How many intervals of the source were framed. */
  protected taken = 0
  /** The lane whose intervals are pushed: the recvs, or if there are none the segments, or the sends. */
  #source: LaneColumns
  readonly #growth: Growth
  #ended = false
  /** The stream offset after the framed bytes. */
  #expected = 0

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
  ) {
    this.framer = createFramer(spec, stream.role)
    this.#source = sourceOf(stream, spec)
    this.#growth = new Growth(stream)
  }

  /** Whether this is the naive reader, for whom every recv is a message. */
  get naive(): boolean {
    return this.spec.kind === 'none'
  }

  /** The lane whose bytes were framed: usually the recvs. */
  get source(): LaneColumns {
    return this.#source
  }

  /**
   * Bytes that the log does not have: the framer waits before them, and the rest is left unframed. This first puts late
   * segments on the lane, because only there the next byte is found.
   */
  findMissing(): Missing | undefined {
    if (this.#isDatagrams) return undefined
    if (this.#isCapture) this.stream.capture.settle()
    return this.taken < this.#source.count ? this.#missingAt(this.taken) : undefined
  }

  /** Bytes of the unfinished frame at the end, and its size if known; a datagram never leaves one. */
  get held(): number {
    return this.#isDatagrams ? 0 : this.framer.position.held
  }

  /** The stream offset at which the unfinished frame begins, or the one that does not fit. */
  get frameStart(): number {
    return this.error?.offset ?? this.framer.position.frameStart
  }

  /** The unfinished frame's whole size, if its header says it. */
  get needed(): number | undefined {
    return this.#isDatagrams ? undefined : this.framer.position.needed
  }

  /** Where the bytes did not fit the framing; the rest of the stream is left unframed. */
  get error(): FramingError | undefined {
    return this.#isDatagrams ? undefined : this.framer.error
  }

  /**
   * Frames the intervals that came since the last call, up to the first whose bytes begin at or after the place `before`
   * in the log. This lets a caller go through the log once for many streams.
   */
  advance(before = Infinity): void {
    const source = sourceOf(this.stream, this.spec)
    if (!this.#growth.continues(this.stream) || source !== this.#source) this.#restart(source)
    if (this.#isDatagrams) {
      for (; this.#isDue(source, before); this.taken += 1) this.#takeDatagram(source, this.taken)
      return
    }
    // Do not put late segments on the lane while the next byte is still missing, because nothing could be framed.
    if (this.#isCapture && this.stream.capture.whole > this.#expected) this.stream.capture.settle()
    for (; this.#isDue(source, before) && !this.#missingAt(this.taken); this.taken += 1) {
      for (const piece of this.#piecesOf(source, this.taken)) this.framer.intervals(piece, scratch)
      this.take(scratch, source.dones[this.taken] as number)
      scratch.clear()
      this.#expected = source.ends[this.taken] as number
    }
    if (!this.#ended && this.#expected === endOf(this.stream, source)) this.#end()
  }

  /** Takes the frames that source interval `taken` completed, or the stream's end at `time`. */
  protected abstract take(frames: FrameColumns, time: number): void

  /** Forgets everything taken so far, because the bytes are now known from another lane. */
  protected abstract forgetAll(): void

  /** Whether there is a next interval and its bytes begin before that place in the log. */
  #isDue(source: LaneColumns, before: number): boolean {
    return (
      this.taken < source.count &&
      (before === Infinity || this.stream.beginsBefore(source, this.taken, before))
    )
  }

  #isWhole(source: LaneColumns, index: number): boolean {
    const size = (source.ends[index] as number) - (source.starts[index] as number)
    return source.captured(index) === size && this.stream.hasBytes(source, index)
  }

  /** The bytes of an interval; those that its call's record does not have are taken from other lanes. */
  #piecesOf(source: LaneColumns, index: number): Iterable<Uint8Array> {
    return this.#isWhole(source, index)
      ? [this.stream.intervalBytes(source, index)]
      : streamBytes(this.stream, 'zeros', source.starts[index], source.ends[index])
  }

  get #isCapture(): boolean {
    return this.#source === this.stream.capture.lane
  }

  get #isDatagrams(): boolean {
    return this.stream.transport === 'udp'
  }

  #takeDatagram(source: LaneColumns, index: number): void {
    const start = source.starts[index] as number
    const end = source.ends[index] as number
    const time = source.dones[index] as number
    if (source.captured(index) < end - start || !this.stream.hasBytes(source, index)) {
      const message = 'Not all of the datagram is in the log; it is left unframed.'
      this.failures.push({ time, start, end, code: 'BYTES_MISSING', message })
      return
    }
    const framer = createFramer(this.spec, this.stream.role)
    this.framer = framer
    framer.intervals(this.stream.intervalBytes(source, index), scratch)
    const isWhole = framer.position.held === 0
    this.#takeMoved(start, time)
    if (!isWhole && !framer.error) {
      framer.end(scratch)
      this.#takeMoved(start, time)
    }
    const { error } = framer
    if (!error) return
    this.failures.push({
      time,
      start: start + error.offset,
      end,
      code: error.code,
      message: error.message.replace(/^The stream ended/, 'The datagram ended'),
    })
  }

  /** Takes the framer's last frames. The framer's offset 0 is stream offset `moved`. */
  #takeMoved(moved: number, time: number): void {
    for (let k = 0; k < scratch.count; k += 1) {
      scratch.start[k] = (scratch.start[k] as number) + moved
      scratch.end[k] = (scratch.end[k] as number) + moved
    }
    this.take(scratch, time)
    scratch.clear()
  }

  /** The stream is over: an unfinished frame stays unfinished. */
  #end(): void {
    this.#ended = true
    this.framer.end(scratch)
    this.take(scratch, this.stream.endSeen ?? this.stream.finSeen ?? 0)
    scratch.clear()
  }

  /** Starts again. Late segments do not need this: they fill holes, and nothing after a hole was framed. */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.framer = createFramer(this.spec, this.stream.role)
    this.failures = []
    this.taken = 0
    this.#ended = false
    this.#expected = 0
    this.forgetAll()
  }

  #missingAt(index: number): Missing | undefined {
    const start = this.#source.starts[index] as number
    const end = this.#source.ends[index] as number
    if (start > this.#expected) return { start: this.#expected, end: start }
    return this.#isWhole(this.#source, index) ? undefined : holesOf(this.stream, start, end)[0]
  }
}

/**
 * The lane with a stream's bytes as its reader got them, or else the nearest lane in the log. A naive reader takes recvs
 * for messages, so without recvs it has no source.
 */
const sourceOf = (stream: Stream, { kind }: FramingSpec): LaneColumns => {
  const { recv, capture } = stream
  if (recv.count > 0 || kind === 'none') return recv
  const isShown = stream.showsCapture && (capture.next > 0 || capture.lane.count > 0)
  return isShown ? capture.lane : stream.send
}

/** Where the stream ends, if that is known: from a recv that returned 0, or from a captured FIN. */
const endOf = ({ capture, endSeen, finOffset }: Stream, source: LaneColumns): number | undefined => {
  if (source.kind === 'segment') return finOffset === capture.next ? finOffset : undefined
  if (source.kind !== 'recv' || endSeen === undefined) return undefined
  return source.count === 0 ? 0 : source.ends[source.count - 1]
}
