// Segments of one direction as both ends of a wire saw them: leaving and arriving. While both ends cut the bytes at the
// same places they are one lane, whose intervals last from leaving to arriving; otherwise they are two lanes.
import { withRoom } from '../lanes/columns.ts'
import { ARRIVED } from '../lanes/lane-kinds.ts'
import { type Lane, LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import { Acknowledged } from './acknowledged.ts'
import { Flights } from './flights.ts'
import { SegmentIntake } from './segment-intake.ts'

export class TwoEnds {
  readonly flights = new Flights()
  /** When acknowledgments left the reader's host. */
  readonly acknowledgmentsLeft = new Acknowledged()
  /** When the reader's host had all bytes before an offset: those that it can acknowledge. */
  readonly received = new Acknowledged()
  /** When packets of the other direction arrived at the sender's host, ascending; only the first `heardCount` are valid. */
  #heard: Float64Array<ArrayBuffer> = new Float64Array(0)
  #heardCount = 0
  /** What arrived, in stream order. */
  readonly #arrived: SegmentIntake
  readonly #left: SegmentIntake
  readonly #joined = new LaneColumns('segment', '', { duration: true })
  /** The flight that arrived at a time. No two of one direction arrive at the same time. */
  readonly #flightOf = new Map<number, number>()
  #alike = true
  #over = false

  /** `left` is what was seen leaving, each byte once. Its lane is that of the stream's capture. */
  constructor(left: SegmentIntake, log: LogBytes) {
    this.#left = left
    this.#arrived = new SegmentIntake(new LaneColumns('segment', ARRIVED), log)
  }

  /** What left. Each byte counts at the time it first left. */
  get left(): LaneColumns {
    this.#left.settle()
    return this.#left.lane
  }

  /** The lanes of segments, in the order in which bytes pass them: one or two. */
  get lanes(): readonly LaneColumns[] {
    this.#join()
    if (this.#alike) return [this.#joined]
    this.#arrived.settle()
    return [this.left, this.#arrived.lane]
  }

  /** The packet of flight `flight` arrived: bytes `[start, start + length)`. The `captured` ones are at `place`. */
  arrive(
    flight: number,
    time: number,
    segment: {
      readonly start: number
      readonly length: number
      readonly captured: number
      readonly place: number
    },
  ): void {
    this.flights.arrive(flight, time)
    if (!this.#flightOf.has(time)) this.#flightOf.set(time, flight)
    this.#arrived.take(segment.start, segment.length, segment.captured, time, segment.place)
    this.received.add(time, this.#arrived.whole)
  }

  /** A packet of the other direction arrived at the sender's host. */
  hear(time: number): void {
    this.#heard = withRoom(this.#heard, this.#heardCount + 1)
    this.#heard[this.#heardCount] = time
    this.#heardCount += 1
  }

  /** When the sender last heard from the reader, by `time`; `undefined` if it never did. */
  lastHeard(time: number): number | undefined {
    let index = this.#heardCount - 1
    while (index >= 0 && (this.#heard[index] as number) > time) index -= 1
    return index < 0 ? undefined : this.#heard[index]
  }

  /** Call it when nothing more arrives. What is still in flight is lost. */
  end(): void {
    this.#over = true
  }

  /** When the segments that never arrived left, ascending; empty until their loss is certain. */
  get lost(): readonly number[] {
    if (!this.#over) return []
    const { count, lefts, arrivals } = this.flights
    return Array.from(lefts.subarray(0, count)).filter((_, flight) => Number.isNaN(arrivals[flight]))
  }

  /** When the lost copies of the byte at `offset` left, ascending; empty until their loss is certain. */
  lostCopies(offset: number): readonly number[] {
    if (!this.#over) return []
    const { lefts, arrivals } = this.flights
    return this.flights
      .of(offset)
      .filter((flight) => Number.isNaN(arrivals[flight]))
      .map((flight) => lefts[flight] as number)
  }

  /** When the byte at `offset` first left; `undefined` if it never did. */
  firstLeft(offset: number): number | undefined {
    const { left } = this
    const index = laneIndexAt(left, offset)
    return index < left.count && (left.starts[index] as number) <= offset ? left.times[index] : undefined
  }

  /**
   * When an interval of one of its lanes left, and when its first byte arrived, which may have been with a later copy; NaN
   * if it never did.
   */
  travelled(lane: Lane, index: number): { readonly left: number; readonly arrived: number } {
    const time = lane.times[index] as number
    const { lefts, arrivals } = this.flights
    if (lane.place === ARRIVED) {
      const flight = this.#flightOf.get(time)
      return { left: flight === undefined ? NaN : (lefts[flight] as number), arrived: time }
    }
    const came = this.flights
      .of(lane.starts[index] as number)
      .map((flight) => arrivals[flight] as number)
      .filter((arrival) => !Number.isNaN(arrival))
    return { left: time, arrived: came.length === 0 ? NaN : Math.min(...came) }
  }

  /** Adds new arrivals to the one lane, up to the first missing byte. */
  #join(): void {
    if (!this.#alike) return
    this.#arrived.settle()
    const { left } = this
    const arrived = this.#arrived.lane
    const joined = this.#joined
    for (let index = joined.count; index < left.count; index += 1) {
      const start = left.starts[index] as number
      const end = left.ends[index] as number
      const isHere = index < arrived.count && arrived.starts[index] === start
      if (isHere && arrived.ends[index] === end)
        this.#append(start, end, arrived.times[index] as number, index)
      else if (isHere) {
        this.#part()
        return
      } else if (this.#over) this.#append(start, end, NaN, index)
      else return
    }
  }

  /** A segment that never arrived keeps the moment when it left. */
  #append(start: number, end: number, arrival: number, index: number): void {
    const { left } = this
    const flight = this.#flightOf.get(arrival)
    const time = (flight === undefined ? left.times[index] : this.flights.lefts[flight]) as number
    const kept = left.captured(index)
    if (kept < end - start) this.#joined.cut(this.#joined.count, kept)
    this.#joined.append(
      start,
      end,
      time,
      Number.isNaN(arrival) ? time : arrival,
      NaN,
      left.places[index] as number,
    )
  }

  /** Switches to two lanes from now on. */
  #part(): void {
    this.#alike = false
    this.#left.lane.place = LEFT
    this.#joined.clear()
  }
}

/** The part of the lanes' names that says where they were seen. */
const LEFT = 'left'
