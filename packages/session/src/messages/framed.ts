// A stream's messages under a framing: the message lane, and what the framer held after every recv.
import { FrameColumns, layersOf } from '@unstick/framing'
import { withRoom } from '../lanes/columns.ts'
import { type Framing, specFor, startOf } from './framing-plan.ts'
import { FramedBytes } from './framed-bytes.ts'
import { LaneColumns } from '../lanes/lane.ts'
import { Mark, NaiveMarks } from './naive-marks.ts'
import { type Holding, Holdings } from './holdings.ts'
import type { Stream } from '../streams/stream.ts'

export class Framed extends FramedBytes {
  readonly lane = new LaneColumns('message')
  /** The frames that carry the messages, if the framing has layers: those of the wire first. */
  readonly carriers: readonly LaneColumns[]
  /** Bytes before and after each message's body, within its frame. */
  headers = new Float64Array(0)
  trailers = new Float64Array(0)
  readonly #holdings = new Holdings()
  readonly #marks = new NaiveMarks()
  /** Of framed messages. */
  #whole = new Uint8Array(0)

  constructor(stream: Stream, framing: Framing) {
    const spec = specFor(framing, stream)
    super(stream, spec, startOf(framing))
    const below = layersOf(spec).slice(1)
    this.carriers = below.map(
      (_, index) => new LaneColumns('frame', below.length > 1 ? String(index + 1) : ''),
    )
    this.below = below.map(() => new FrameColumns())
    this.advance()
  }

  /** One `Mark` per message: from the sends known so far, or under a framing whether a hole took some of it. */
  get marks(): Uint8Array {
    if (this.naive) return this.#marks.advance(this.lane, this.stream.send)
    this.#growWhole(this.lane.count)
    return this.#whole.subarray(0, this.lane.count)
  }

  /** What the framer held after source interval `index`. */
  holding(index: number): Holding {
    return this.#holdings.at(index)
  }

  #growWhole(count: number): void {
    if (this.#whole.length >= count) return
    const wider = new Uint8Array(count * 2)
    wider.set(this.#whole)
    this.#whole = wider
  }

  protected override forgetAll(): void {
    this.#holdings.clear()
    this.#whole.fill(Mark.whole)
    this.lane.clear()
    for (const carrier of this.carriers) carrier.clear()
  }

  override take(frames: FrameColumns, time: number): void {
    const { held, needed } = this
    if (held > 0 && this.taken < this.source.count) this.#holdings.add(this.taken, held, needed)
    for (let k = 0; k < frames.count; k += 1) {
      const index = this.lane.count
      this.headers = withRoom(this.headers, index + 1)
      this.trailers = withRoom(this.trailers, index + 1)
      this.headers[index] = frames.header[k] as number
      this.trailers[index] = frames.trailer[k] as number
      if (
        this.holes.length > 0 &&
        this.holesIn(frames.start[k] as number, frames.end[k] as number).length > 0
      ) {
        this.#growWhole(index + 1)
        this.#whole[index] = Mark.partial
      }
      const apart = frames.apart.get(k)
      if (apart !== undefined) {
        this.#growWhole(index + 1)
        this.#whole[index] = Mark[apart]
      }
      appendRow(this.lane, frames, k, time)
    }
    for (const [index, carrier] of this.carriers.entries()) {
      const rows = this.below[index]
      for (let k = 0; rows && k < rows.count; k += 1) appendRow(carrier, rows, k, time)
    }
  }
}

const appendRow = (lane: LaneColumns, { start, end, apart }: FrameColumns, k: number, time: number): void => {
  lane.append(start[k] as number, end[k] as number, time, time, NaN, NaN)
  const is = apart.get(k)
  if (is) lane.setApart(is)
}

/** Frames a stream's bytes as the reader got them. Call `advance()` on the result as the session grows. */
export const frameStream = (stream: Stream, framing: Framing): Framed => new Framed(stream, framing)
