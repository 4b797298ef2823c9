// Pushes a stream's bytes through a framing as the reader got them, interval by interval. Subclasses decide what they
// keep of the frames.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
  mainSpec,
  midStreamSpecs,
} from '@unstick/framing'
import { afterHole, type Place, unframedWords } from './after-hole.ts'
import { endOf, sourceOf } from './framed-source.ts'
import { Growth } from '../columns/growth.ts'
import { type LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import { grouped } from '../lanes/quantity.ts'
import { frameLimitFor, keepSettings } from './frame-limit.ts'
import { keepMethods, methodsFor } from './request-methods.ts'
import type { Stream } from '../streams/stream.ts'
import { heldRanges, holesOf, type Range, streamBytes } from '../streams/stream-bytes.ts'

/** From so many frames on, the first byte of a capture that began in mid-connection is believed to begin one. */
const ENOUGH = 3

/** Each push leaves its frames here until they are taken. */
const scratch = new FrameColumns()

/** Bytes that the framing left unframed, and why: of one datagram, or from a hole to where framing goes on. */
export interface Unframed {
  /** When the datagram, or what comes after the hole, arrived, in nanoseconds after the epoch. */
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
  /** For a UDP stream: the datagrams, or their ends, that did not fit the framing. For a TCP stream: what holes left unframed. */
  failures: Unframed[] = []
  /** The holes of a TCP stream that framing went over, in order. Stream offsets. */
  readonly holes: Range[] = []
  protected framer: Framer
  /** Each push leaves the frames that carry its messages here, if somebody wants them: see {@link Framer.intervals}. */
  protected below: readonly FrameColumns[] = []
  /** The stream offset at which the newest whole frame of a TCP stream begins. */
  lastFrame: number | undefined
  /** How many intervals of the source were framed. */
  protected taken = 0
  /** The lane whose intervals are pushed: the recvs, or if there are none the segments, or the sends. */
  #source: LaneColumns
  readonly #growth: Growth
  #ended = false
  /** The stream offset after the framed bytes. */
  #expected = 0
  /** The stream offset at which the framer began: 0, or where framing goes on after a hole. */
  #base = 0
  /** The framer's error, with its offset in the stream. */
  #error: FramingError | undefined
  /** How many frames there were, and whether a place to begin at was looked for in a capture that began in mid-connection. */
  #frames = 0
  #isSought = false
  /** No place to go on was found after the last hole. Its unframed bytes begin here. */
  #lostFrom: number | undefined

  constructor(
    readonly stream: Stream,
    readonly spec: FramingSpec,
    /** The stream offset at which framing begins. */
    readonly start = 0,
  ) {
    this.#source = sourceOf(stream, spec)
    this.#base = start
    this.framer = this.#firstFramer()
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

  /**
   * Bytes that the log does not have yet: the framer waits before them until the log is over, because late segments may
   * bring them. This first puts late segments on the lane, because only there the next byte is found.
   */
  findMissing(): Range | undefined {
    if (this.#isDatagrams) return undefined
    if (this.#isCapture) this.stream.capture.settle()
    return this.taken < this.#source.count ? this.#missingAt(this.taken) : undefined
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

  /** Bytes of the unfinished frame at the end, and its size if known; a datagram never leaves one. */
  get held(): number {
    return this.#isDatagrams ? 0 : this.framer.position.held
  }

  /** The stream offset at which the unfinished frame begins, or the one that does not fit. */
  get frameStart(): number {
    return this.error?.offset ?? this.framer.position.frameStart + this.#base
  }

  /** The unfinished frame's whole size, if its header says it. */
  get needed(): number | undefined {
    return this.#isDatagrams ? undefined : this.framer.position.needed
  }

  /** Where the bytes did not fit the framing; the rest of the stream is left unframed. */
  get error(): FramingError | undefined {
    const { error } = this.framer
    if (this.#isDatagrams || !error) return undefined
    if (this.#base === 0) return error
    return (this.#error ??= {
      ...error,
      offset: error.offset + this.#base,
      at: error.at + this.#base,
    })
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
    if (this.#isCapture && (this.stream.isOver || this.stream.capture.whole > this.#expected))
      this.stream.capture.settle()
    for (; this.#isDue(source, before); this.taken += 1) {
      if (!this.#hasLeftOut && !this.#missingAt(this.taken)) {
        for (const piece of this.#piecesOf(source, this.taken))
          this.framer.intervals(piece, scratch, this.below)
        this.#takeMoved(0, source.dones[this.taken] as number)
      } else if (!this.stream.isOver) break
      else this.#takeAround(source, this.taken)
      this.#expected = source.ends[this.taken] as number
    }
    keepMethods(this.stream, this.spec)
    keepSettings(this.stream, this.spec)
    if (this.#isLate && this.stream.isOver && !this.#isSought) this.#seek()
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

  /** Whether the framer's offsets are not the stream's, or layers above it may need bytes that were gone over. */
  get #hasLeftOut(): boolean {
    const isLayered = this.spec.kind === 'over' && this.holes.length > 0
    return this.#base !== 0 || this.#lostFrom !== undefined || isLayered
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

  /** Takes the bytes of an interval that the log has, and goes over the others and over those before it. */
  #takeAround(source: LaneColumns, index: number): void {
    const time = source.dones[index] as number
    const end = source.ends[index] as number
    let at = this.#expected
    for (const range of heldRanges(this.stream, at, end)) {
      if (range.start > at) this.#goOver({ start: at, end: range.start }, time)
      this.#takeRange(range, time)
      at = range.end
    }
    if (at < end) this.#goOver({ start: at, end }, time)
  }

  /** Takes bytes without a hole, those before the place where framing goes on left out. */
  #takeRange({ start, end }: Range, time: number): void {
    while (this.#lostFrom === undefined && Math.max(start, this.#base + this.framer.position.offset) < end) {
      const from = Math.max(start, this.#base)
      for (const piece of streamBytes(this.stream, 'zeros', from, end))
        this.framer.intervals(piece, scratch, this.below)
      this.#takeMoved(this.#base, time)
      if (!this.#leaveLost(time)) return
    }
  }

  /** If a layer above the frames needed bytes that were gone over, looks for the next place after the frame that lacks them. */
  #leaveLost(time: number): boolean {
    const { lostAt, position } = this.framer
    const hole = this.holes.at(-1)
    if (lostAt === undefined || hole === undefined) return false
    const start = this.#base + position.frameStart
    this.#lookOn(hole, { start, end: this.#base + lostAt }, time)
    return true
  }

  /** Goes over bytes that nobody has: by the length of the frame that they are in, or else to a place where frames fit. */
  #goOver(hole: Range, time: number): void {
    if (hole.end <= this.#base) return
    this.holes.push(hole)
    if (this.framer.error) return
    if (
      this.#lostFrom === undefined &&
      hole.start === this.#base + this.framer.position.offset &&
      this.framer.skip(hole.end - hole.start, scratch, this.below)
    ) {
      this.#takeMoved(this.#base, time)
      this.#leaveLost(time)
      return
    }
    const start = this.#lostFrom ?? this.#leaveCut(hole, time)
    this.#lookOn(hole, { start, end: hole.end }, time)
  }

  /** Leaves bytes unframed because of a hole, and goes on at the first place after them where frames fit. */
  #lookOn(hole: Range, { start, end }: Range, time: number): void {
    const place = afterHole(this, { start, end })
    const failure = {
      time,
      start,
      end: Math.min(place?.at ?? Infinity, this.stream.length),
      code: 'BYTES_MISSING',
      message: unframedWords(hole, place, this.stream.length),
    }
    if (this.#lostFrom !== undefined) this.failures.pop()
    this.failures.push(failure)
    this.#goOn(place, start)
  }

  /**
   * Takes the frame that a hole cut, if its header says where it ends. Returns where the unframed bytes begin: after it, or at
   * its beginning.
   */
  #leaveCut(hole: Range, time: number): number {
    const { held, needed, frameStart } = this.framer.position
    // With layers the frame is no message, and no lane has it before it is whole.
    const isFrame = this.spec.kind === 'over'
    if (isFrame || held === 0 || needed === undefined || frameStart + this.#base + needed > hole.end)
      return frameStart + this.#base
    scratch.push(frameStart, frameStart + needed, 0, 0)
    this.#takeMoved(this.#base, time)
    return frameStart + this.#base + needed
  }

  #goOn(place: Place | undefined, start: number): void {
    this.#lostFrom = place ? undefined : start
    this.#base = place?.at ?? start
    this.framer = createFramer(place?.spec ?? this.spec, this.stream.role, { beginsLate: true })
  }

  /** Without the stream's beginning there is no preface that comes only there. */
  #firstFramer(): Framer {
    const isMid = this.start > 0 || this.#beganLate
    if (isMid) return createFramer(midStreamSpecs(this.spec)[0], this.stream.role, { beginsLate: true })
    return createFramer(this.spec, this.stream.role, {
      methodOf: methodsFor(this.stream, this.spec),
      frameLimit: frameLimitFor(this.stream, this.spec),
    })
  }

  /** Whether the capture began in mid-connection, so that its first bytes may be the rest of a frame. */
  get #beganLate(): boolean {
    const { sequence, transport } = this.stream
    return transport === 'tcp' && this.#isCapture && !sequence.fromStart && this.start === 0
  }

  /** Whether too few frames came to believe that the first byte began one. */
  get #isLate(): boolean {
    return this.#beganLate && this.#frames < ENOUGH
  }

  /** Whether the bytes so far may be read again, from a place that is found later. */
  protected get mayBeginLater(): boolean {
    return this.#isLate && !this.stream.isOver
  }

  /** Looks for the first frame in a capture that began inside one: where the first bytes do not fit, or wait for too many. */
  #seek(): void {
    this.#isSought = true
    const start = this.error?.offset ?? (this.held > 0 ? this.frameStart : undefined)
    if (start === undefined || mainSpec(this.spec).kind === 'fixed') return
    const place = afterHole(this, { start, end: start })
    if (!place || place.at === start) return
    const source = this.#source
    this.taken = laneIndexAt(source, place.at)
    this.#expected = source.starts[this.taken] ?? place.at
    const time = source.dones[this.taken] ?? 0
    const message = `The capture began inside a frame. Framing begins at byte ${grouped(place.at)}: ${place.says}.`
    this.failures.push({ time, start, end: place.at, code: 'BYTES_MISSING', message })
    this.#error = undefined
    this.#goOn(place, start)
    this.advance()
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
    framer.intervals(this.stream.intervalBytes(source, index), scratch, this.below)
    const isWhole = framer.position.held === 0
    this.#takeMoved(start, time)
    if (!isWhole && !framer.error) {
      framer.end(scratch, this.below)
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
    for (const columns of [scratch, ...this.below]) {
      for (let k = 0; moved > 0 && k < columns.count; k += 1) {
        columns.start[k] = (columns.start[k] as number) + moved
        columns.end[k] = (columns.end[k] as number) + moved
      }
    }
    this.#frames += scratch.count
    if (scratch.count > 0) this.lastFrame = scratch.start[scratch.count - 1]
    this.take(scratch, time)
    this.#clearScratch()
  }

  #clearScratch(): void {
    scratch.clear()
    for (const columns of this.below) columns.clear()
  }

  /** The stream is over: an unfinished frame stays unfinished. */
  #end(): void {
    this.#ended = true
    if (this.#lostFrom !== undefined) return
    this.framer.end(scratch, this.below)
    this.#takeMoved(this.#base, this.stream.endSeen ?? this.stream.finSeen ?? 0)
  }

  /** Starts again. Late segments do not need this: they fill holes, and nothing after a hole was framed. */
  #restart(source: LaneColumns): void {
    this.#source = source
    this.framer = this.#firstFramer()
    this.failures = []
    this.holes.length = 0
    this.#base = this.start
    this.#frames = 0
    this.#isSought = false
    this.#error = undefined
    this.lastFrame = undefined
    this.#lostFrom = undefined
    this.taken = 0
    this.#ended = false
    this.#expected = 0
    this.forgetAll()
  }

  #missingAt(index: number): Range | undefined {
    const start = this.#source.starts[index] as number
    const end = this.#source.ends[index] as number
    if (start > this.#expected) return { start: this.#expected, end: start }
    return this.#isWhole(this.#source, index) ? undefined : holesOf(this.stream, start, end)[0]
  }
}
