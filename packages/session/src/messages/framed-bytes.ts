// A stream's bytes under a framing, as the reader got them. Subclasses decide what they keep of the frames.
import type { FrameColumns, FramingError, FramingSpec } from '@unstick/framing'
import { Growth } from '../columns/growth.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'
import type { Range } from '../streams/stream-bytes.ts'
import type { Cutting, FrameTaker, Unframed } from './cutting.ts'
import { DatagramCutting } from './datagram-cutting.ts'
import { keepSettings } from './frame-limit.ts'
import { sourceOf } from './framed-source.ts'
import { keepMethods } from './request-methods.ts'
import { StreamCutting } from './stream-cutting.ts'

export abstract class FramedBytes implements FrameTaker {
  below: readonly FrameColumns[] = []
  /** The lane whose intervals are pushed: the recvs, or if there are none the segments, or the sends. */
  #source: LaneColumns
  #cutting: Cutting
  readonly #growth: Growth

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
    /** The stream offset at which framing begins. */
    readonly start = 0,
  ) {
    this.#source = sourceOf(stream, spec)
    this.#cutting = this.#newCutting()
    this.#growth = new Growth(stream)
  }

  /** Whether each recv is taken for one message, because framing is off. */
  get naive(): boolean {
    return this.spec.kind === 'none'
  }

  /** The lane whose bytes were framed: usually the recvs. */
  get source(): LaneColumns {
    return this.#source
  }

  /** For a UDP stream: the datagrams, or their ends, that did not fit the framing. For a TCP stream: what holes left unframed. */
  get failures(): readonly Unframed[] {
    return this.#cutting.failures
  }

  /** The holes of a TCP stream that framing went over, in order. Stream offsets. */
  get holes(): readonly Range[] {
    return this.#cutting.holes
  }

  /** Bytes of the unfinished frame at the end; a datagram never leaves one. */
  get held(): number {
    return this.#cutting.held
  }

  /** The unfinished frame's whole size, if its header says it. */
  get needed(): number | undefined {
    return this.#cutting.needed
  }

  /** The stream offset at which the unfinished frame begins, or the one that does not fit. */
  get frameStart(): number {
    return this.#cutting.frameStart
  }

  /** The stream offset at which the newest whole frame of a TCP stream begins. */
  get lastFrame(): number | undefined {
    return this.#cutting.lastFrame
  }

  /** Where the bytes of a TCP stream did not fit the framing; the rest of the stream is left unframed. */
  get error(): FramingError | undefined {
    return this.#cutting.error
  }

  /** Bytes that the log does not have yet: framing waits before them until the log is over, because late segments may bring them. */
  findMissing(): Range | undefined {
    return this.#cutting.findMissing()
  }

  /** Which of the bytes `[start, end)` holes took, of those that framing went over. */
  holesIn(start: number, end: number): readonly Range[] {
    const { holes } = this
    let first = holes.length
    while (first > 0 && (holes[first - 1] as Range).end > start) first -= 1
    const found: Range[] = []
    for (let k = first; k < holes.length && (holes[k] as Range).start < end; k += 1) {
      const hole = holes[k] as Range
      found.push({ start: Math.max(start, hole.start), end: Math.min(end, hole.end) })
    }
    return found
  }

  /**
   * Frames the intervals that came since the last call, up to the first whose bytes begin at or after the place `before`
   * in the log. This lets a caller go through the log once for many streams.
   */
  advance(before = Infinity): void {
    const source = sourceOf(this.stream, this.spec)
    if (!this.#growth.continues(this.stream) || source !== this.#source) this.#restart(source)
    this.#cutting.advance(before)
    keepMethods(this.stream, this.spec)
    keepSettings(this.stream, this.spec)
  }

  /** Forgets the messages so far and the intervals they came from, for callers that keep neither. */
  forget(): void {
    this.#cutting.forget()
    this.forgetAll()
  }

  /** How many intervals of the source were framed. */
  protected get taken(): number {
    return this.#cutting.taken
  }

  abstract take(frames: FrameColumns, time: number): void

  /** Forgets everything taken so far, because the bytes are now known from another lane. */
  protected abstract forgetAll(): void

  #newCutting(): Cutting {
    const { stream, spec, start } = this
    return stream.transport === 'udp'
      ? new DatagramCutting(stream, spec, this.#source, this)
      : new StreamCutting(stream, spec, start, this.#source, this)
  }

  /** Starts again. Late segments do not need this: they fill holes, and nothing after a hole was framed. */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.#cutting = this.#newCutting()
    this.forgetAll()
  }
}
