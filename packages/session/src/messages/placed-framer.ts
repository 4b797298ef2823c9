// A framer that began somewhere in a stream. What it tells is in the stream's offsets.
import { FrameColumns, type Framer, type FramingError } from '@unstick/framing'
import type { FrameTaker } from './cutting.ts'

/** Each push leaves its frames here until they are taken. */
const scratch = new FrameColumns()

export class PlacedFramer {
  /** The stream offset at which the framer began. */
  readonly base: number
  readonly #framer: Framer
  readonly #taker: FrameTaker
  /** The framer's error, with its offset in the stream. */
  #error: FramingError | undefined

  constructor(base: number, framer: Framer, taker: FrameTaker) {
    this.base = base
    this.#framer = framer
    this.#taker = taker
  }

  /** After the bytes that were pushed. */
  get next(): number {
    return this.base + this.#framer.position.offset
  }

  /** Where the unfinished frame begins, or the one that does not fit. */
  get frameStart(): number {
    return this.error?.offset ?? this.base + this.#framer.position.frameStart
  }

  get held(): number {
    return this.#framer.position.held
  }

  get needed(): number | undefined {
    return this.#framer.position.needed
  }

  get error(): FramingError | undefined {
    const { error } = this.#framer
    if (!error || this.base === 0) return error
    return (this.#error ??= { ...error, offset: error.offset + this.base, at: error.at + this.base })
  }

  /** Where a layer above the frames needed bytes that were skipped. */
  get lostAt(): number | undefined {
    const { lostAt } = this.#framer
    return lostAt === undefined ? undefined : this.base + lostAt
  }

  push(pieces: Iterable<Uint8Array>, time: number): void {
    for (const piece of pieces) this.#framer.intervals(piece, scratch, this.#taker.below)
    this.#take(time)
  }

  /** Goes over so many bytes that nobody has, if the frame that they are in says where it ends; else changes nothing. */
  skip(count: number, time: number): boolean {
    const isSkipped = this.#framer.skip(count, scratch, this.#taker.below)
    if (isSkipped) this.#take(time)
    return isSkipped
  }

  /** The stream is over: an unfinished frame stays unfinished. */
  end(time: number): void {
    this.#framer.end(scratch, this.#taker.below)
    this.#take(time)
  }

  /** Ends the unfinished frame where its header says, though not all of its bytes are known. Returns that place. */
  cut(time: number): number | undefined {
    const { frameStart, needed } = this.#framer.position
    if (needed === undefined) return undefined
    scratch.push(frameStart, frameStart + needed, 0, 0)
    this.#take(time)
    return this.base + frameStart + needed
  }

  #take(time: number): void {
    const { below } = this.#taker
    if (this.base > 0) {
      move(scratch, this.base)
      for (const columns of below) move(columns, this.base)
    }
    this.#taker.take(scratch, time)
    scratch.clear()
    for (const columns of below) columns.clear()
  }
}

const move = ({ count, start, end }: FrameColumns, by: number): void => {
  for (let k = 0; k < count; k += 1) {
    start[k] = (start[k] as number) + by
    end[k] = (end[k] as number) + by
  }
}
