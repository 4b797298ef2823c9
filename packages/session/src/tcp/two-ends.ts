// Segments of one direction as both ends of a wire saw them: as they left, and as they arrived. As long as both cut the
// bytes alike they are one lane, whose intervals last from leaving to arriving; else they are two.
import { LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import { Acknowledged } from './acknowledged.ts'
import { Flights } from './flights.ts'
import { SegmentIntake } from './segment-intake.ts'

export class TwoEnds {
  readonly flights = new Flights()
  /** When acknowledgments left the reader's host. */
  readonly acknowledgmentsLeft = new Acknowledged()
  /** What arrived, in stream order. */
  readonly #arrived: SegmentIntake
  readonly #left: SegmentIntake
  readonly #joined = new LaneColumns('segment', '', { duration: true })
  /** The flight that arrived at a time; no two of one direction arrive at the same. */
  readonly #flightOf = new Map<number, number>()
  #alike = true
  #over = false

  /** `left` is what left, as far as it was seen once; its lane is the one of the stream's capture. */
  constructor(left: SegmentIntake, log: LogBytes) {
    this.#left = left
    this.#arrived = new SegmentIntake(new LaneColumns('segment', ARRIVED), log)
  }

  /** What left: each byte when it did so first. */
  get left(): LaneColumns {
    this.#left.settle()
    return this.#left.lane
  }

  /** The lanes of segments, in the order in which bytes pass them: one or two. */
  get lanes(): readonly LaneColumns[] {
    this.#join()
    return this.#alike ? [this.#joined] : [this.left, this.#arrived.lane]
  }

  /** The packet of flight `flight` arrived: bytes `[start, start + length)`, of which `captured` lie at `place`. */
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
  }

  /** Nothing arrives any more: what is still on its way never does. */
  end(): void {
    this.#over = true
  }

  /** When the segments left that never arrived, rising; none until it is sure. */
  get lost(): readonly number[] {
    if (!this.#over) return []
    const { count, lefts, arrivals } = this.flights
    return Array.from(lefts.subarray(0, count)).filter((_, flight) => Number.isNaN(arrivals[flight]))
  }

  /** When copies of the byte at `offset` left that never arrived, rising; none until it is sure. */
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

  /** Takes what arrived since into the one lane, as far as nothing before it is missing. */
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

  /** A segment that never arrived stays at the moment when it left. */
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

  /** From now on they are two lanes. */
  #part(): void {
    this.#alike = false
    this.#left.lane.place = LEFT
    this.#joined.clear()
  }
}

/** Where the lanes were seen, in their names. */
const LEFT = 'left'
const ARRIVED = 'arrived'
