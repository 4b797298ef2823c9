// A stream's messages under a framing: the message lane, and what the framer held after every recv.
import type { FrameColumns, FramingSpec } from '@unstick/framing'
import { withRoom } from '../lanes/columns.ts'
import { FramedBytes } from './framed-bytes.ts'
import { LaneColumns } from '../lanes/lane.ts'
import { NaiveMarks } from './naive-marks.ts'
import { type Holding, Holdings } from './holdings.ts'
import type { Stream } from '../streams/stream.ts'

export class Framed extends FramedBytes {
  readonly lane = new LaneColumns('message')
  /** Bytes before and after each message's body, within its frame. */
  headers = new Float64Array(0)
  trailers = new Float64Array(0)
  readonly #holdings = new Holdings()
  readonly #marks = new NaiveMarks()
  #allWhole = new Uint8Array(0)

  constructor(stream: Stream, spec: FramingSpec) {
    super(stream, spec)
    this.advance()
  }

  /** One `Mark` per message, from the sends known so far; under a framing every message is whole. */
  get marks(): Uint8Array {
    if (this.naive) return this.#marks.advance(this.lane, this.stream.send)
    if (this.#allWhole.length < this.lane.count) this.#allWhole = new Uint8Array(this.headers.length)
    return this.#allWhole.subarray(0, this.lane.count)
  }

  /** What the framer held after source interval `index`. */
  holding(index: number): Holding {
    return this.#holdings.at(index)
  }

  /** Forgets the messages so far and the intervals they came from, for callers that keep neither. */
  forget(): void {
    this.source.drop(this.taken)
    this.taken = 0
    this.failures = []
    this.forgetAll()
  }

  protected override forgetAll(): void {
    this.#holdings.clear()
    this.lane.clear()
  }

  protected override take(frames: FrameColumns, time: number): void {
    const { held, needed } = this.framer.position
    if (held > 0 && this.taken < this.source.count) this.#holdings.add(this.taken, held, needed)
    for (let k = 0; k < frames.count; k += 1) {
      const index = this.lane.count
      this.headers = withRoom(this.headers, index + 1)
      this.trailers = withRoom(this.trailers, index + 1)
      this.headers[index] = frames.header[k] as number
      this.trailers[index] = frames.trailer[k] as number
      this.lane.append(frames.start[k] as number, frames.end[k] as number, time, time, NaN, NaN)
    }
  }
}

/** Frames a stream's bytes as the reader got them. Call `advance()` on the result as the session grows. */
export const frameStream = (stream: Stream, spec: FramingSpec): Framed => new Framed(stream, spec)
