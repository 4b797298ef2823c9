// Frames a TCP stream, interval by interval. Bytes that nobody has are gone over: by the length of the frame that they are in,
// or else to a place where frames fit again.
import {
  createFramer,
  type FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
  mainSpec,
  midStreamSpecs,
} from '@unstick/framing'
import { afterHole, type Place, unframedWords } from './after-hole.ts'
import type { Cutting, FrameTaker, Unframed } from './cutting.ts'
import { frameLimitFor } from './frame-limit.ts'
import { endOf, isDue, isWhole } from './framed-source.ts'
import { type LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import { grouped } from '../lanes/quantity.ts'
import { PlacedFramer } from './placed-framer.ts'
import { methodsFor } from './request-methods.ts'
import type { Stream } from '../streams/stream.ts'
import { heldRanges, holesOf, type Range, streamBytes } from '../streams/stream-bytes.ts'

/** From so many frames on, the first byte of a capture that began in mid-connection is believed to begin one. */
const ENOUGH = 3

export class StreamCutting implements Cutting, FrameTaker {
  taken = 0
  failures: Unframed[] = []
  readonly holes: Range[] = []
  lastFrame: number | undefined
  readonly #stream: Stream
  readonly #spec: FramingSpec
  /** The stream offset at which framing begins. */
  readonly #start: number
  readonly #source: LaneColumns
  readonly #taker: FrameTaker
  #framer: PlacedFramer
  /** How many frames there were, and whether a place to begin at was looked for in a capture that began in mid-connection. */
  #frames = 0
  #isSought = false
  /** The stream offset after the framed bytes. */
  #expected = 0
  /** No place to go on was found after the last hole. Its unframed bytes begin here. */
  #lostFrom: number | undefined
  #isEnded = false

  constructor(stream: Stream, spec: FramingSpec, start: number, source: LaneColumns, taker: FrameTaker) {
    this.#stream = stream
    this.#spec = spec
    this.#start = start
    this.#source = source
    this.#taker = taker
    this.#framer = new PlacedFramer(start, this.#firstFramer(), this)
  }

  get below(): readonly FrameColumns[] {
    return this.#taker.below
  }

  take(frames: FrameColumns, time: number): void {
    this.#frames += frames.count
    if (frames.count > 0) this.lastFrame = frames.start[frames.count - 1]
    this.#taker.take(frames, time)
  }

  get held(): number {
    return this.#framer.held
  }

  get needed(): number | undefined {
    return this.#framer.needed
  }

  get frameStart(): number {
    return this.#framer.frameStart
  }

  get error(): FramingError | undefined {
    return this.#framer.error
  }

  get mayBeginLater(): boolean {
    return this.#isLate && !this.#stream.isOver
  }

  /** This first puts late segments on the lane, because only there the next byte is found. */
  findMissing(): Range | undefined {
    if (this.#isCapture) this.#stream.capture.settle()
    return this.taken < this.#source.count ? this.#missingAt(this.taken) : undefined
  }

  advance(before: number): void {
    const source = this.#source
    const { capture, isOver } = this.#stream
    // Do not put late segments on the lane while the next byte is still missing, because nothing could be framed.
    if (this.#isCapture && (isOver || capture.whole > this.#expected)) capture.settle()
    for (; isDue(this.#stream, source, this.taken, before); this.taken += 1) {
      if (!this.#hasLeftOut && !this.#missingAt(this.taken))
        this.#framer.push(this.#piecesOf(this.taken), source.dones[this.taken] as number)
      else if (!this.#stream.isOver) break
      else this.#takeAround(this.taken)
      this.#expected = source.ends[this.taken] as number
    }
    if (this.#isLate && this.#stream.isOver && !this.#isSought) this.#seek()
    if (!this.#isEnded && this.#expected === endOf(this.#stream, source)) this.#end()
  }

  forget(): void {
    if (!this.mayBeginLater) {
      this.#source.drop(this.taken)
      this.taken = 0
    }
    this.failures = []
  }

  /** Whether the framer's offsets are not the stream's, or layers above it may need bytes that were gone over. */
  get #hasLeftOut(): boolean {
    const isLayered = this.#spec.kind === 'over' && this.holes.length > 0
    return this.#framer.base !== 0 || this.#lostFrom !== undefined || isLayered
  }

  /** The bytes of an interval; those that its call's record does not have are taken from other lanes. */
  #piecesOf(index: number): Iterable<Uint8Array> {
    const stream = this.#stream
    const source = this.#source
    return isWhole(stream, source, index)
      ? [stream.intervalBytes(source, index)]
      : streamBytes(stream, 'zeros', source.starts[index], source.ends[index])
  }

  /** Takes the bytes of an interval that the log has, and goes over the others and over those before it. */
  #takeAround(index: number): void {
    const time = this.#source.dones[index] as number
    const end = this.#source.ends[index] as number
    let at = this.#expected
    for (const range of heldRanges(this.#stream, at, end)) {
      if (range.start > at) this.#goOver({ start: at, end: range.start }, time)
      this.#takeRange(range, time)
      at = range.end
    }
    if (at < end) this.#goOver({ start: at, end }, time)
  }

  /** Takes bytes without a hole, those before the place where framing goes on left out. */
  #takeRange({ start, end }: Range, time: number): void {
    while (this.#lostFrom === undefined && Math.max(start, this.#framer.next) < end) {
      const from = Math.max(start, this.#framer.base)
      this.#framer.push(streamBytes(this.#stream, 'zeros', from, end), time)
      if (!this.#leaveLost(time)) return
    }
  }

  /** If a layer above the frames needed bytes that were gone over, looks for the next place after the frame that lacks them. */
  #leaveLost(time: number): boolean {
    const { lostAt, frameStart } = this.#framer
    const hole = this.holes.at(-1)
    if (lostAt === undefined || hole === undefined) return false
    this.#lookOn(hole, { start: frameStart, end: lostAt }, time)
    return true
  }

  /** Goes over bytes that nobody has: by the length of the frame that they are in, or else to a place where frames fit. */
  #goOver(hole: Range, time: number): void {
    const framer = this.#framer
    if (hole.end <= framer.base) return
    this.holes.push(hole)
    if (framer.error) return
    if (
      this.#lostFrom === undefined &&
      hole.start === framer.next &&
      framer.skip(hole.end - hole.start, time)
    ) {
      this.#leaveLost(time)
      return
    }
    const start = this.#lostFrom ?? this.#leaveCut(hole, time)
    this.#lookOn(hole, { start, end: hole.end }, time)
  }

  /** Leaves bytes unframed because of a hole, and goes on at the first place after them where frames fit. */
  #lookOn(hole: Range, { start, end }: Range, time: number): void {
    const place = this.#placeAfter({ start, end })
    const failure = {
      time,
      start,
      end: Math.min(place?.at ?? Infinity, this.#stream.length),
      code: 'BYTES_MISSING',
      message: unframedWords(hole, place, this.#stream.length),
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
    const { held, needed, frameStart } = this.#framer
    // With layers the frame is no message, and no lane has it before it is whole.
    const isFrame = this.#spec.kind === 'over'
    if (isFrame || held === 0 || needed === undefined || frameStart + needed > hole.end) return frameStart
    return this.#framer.cut(time) ?? frameStart
  }

  #placeAfter(hole: Range): Place | undefined {
    const cut = { stream: this.#stream, spec: this.#spec, source: this.#source, frameStart: this.frameStart }
    return afterHole(cut, hole)
  }

  #goOn(place: Place | undefined, start: number): void {
    this.#lostFrom = place ? undefined : start
    const framer = createFramer(place?.spec ?? this.#spec, this.#stream.role, { beginsLate: true })
    this.#framer = new PlacedFramer(place?.at ?? start, framer, this)
  }

  /** Without the stream's beginning there is no preface that comes only there. */
  #firstFramer(): Framer {
    const stream = this.#stream
    const spec = this.#spec
    const isMid = this.#start > 0 || this.#beganLate
    if (isMid) return createFramer(midStreamSpecs(spec)[0], stream.role, { beginsLate: true })
    return createFramer(spec, stream.role, {
      methodOf: methodsFor(stream, spec),
      frameLimit: frameLimitFor(stream, spec),
    })
  }

  /** Whether the capture began in mid-connection, so that its first bytes may be the rest of a frame. */
  get #beganLate(): boolean {
    return this.#isCapture && !this.#stream.sequence.fromStart && this.#start === 0
  }

  /** Whether too few frames came to believe that the first byte began one. */
  get #isLate(): boolean {
    return this.#beganLate && this.#frames < ENOUGH
  }

  /** Looks for the first frame in a capture that began inside one: where the first bytes do not fit, or wait for too many. */
  #seek(): void {
    this.#isSought = true
    const start = this.error?.offset ?? (this.held > 0 ? this.frameStart : undefined)
    if (start === undefined || mainSpec(this.#spec).kind === 'fixed') return
    const place = this.#placeAfter({ start, end: start })
    if (!place || place.at === start) return
    const source = this.#source
    this.taken = laneIndexAt(source, place.at)
    this.#expected = source.starts[this.taken] ?? place.at
    const time = source.dones[this.taken] ?? 0
    const message = `The capture began inside a frame. Framing begins at byte ${grouped(place.at)}: ${place.says}.`
    this.failures.push({ time, start, end: place.at, code: 'BYTES_MISSING', message })
    this.#goOn(place, start)
    this.advance(Infinity)
  }

  get #isCapture(): boolean {
    return this.#source === this.#stream.capture.lane
  }

  #end(): void {
    this.#isEnded = true
    if (this.#lostFrom !== undefined) return
    this.#framer.end(this.#stream.endSeen ?? this.#stream.finSeen ?? 0)
  }

  #missingAt(index: number): Range | undefined {
    const start = this.#source.starts[index] as number
    const end = this.#source.ends[index] as number
    if (start > this.#expected) return { start: this.#expected, end: start }
    return isWhole(this.#stream, this.#source, index) ? undefined : holesOf(this.#stream, start, end)[0]
  }
}
