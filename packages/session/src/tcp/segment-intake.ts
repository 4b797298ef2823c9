// Segments as a capture shows them, repeated and out of order, put on a lane in stream order: of bytes that come
// twice the first are kept, and what never came stays a hole.
import type { LaneColumns, Piece } from '../lanes/lane.ts'

interface Hole {
  start: number
  end: number
}

/** Shared by all streams without holes; never filled. */
const none: never[] = []

/** Holes that may still be filled: TCP's windows leave few open, and older ones stay as they are. */
const MAX_HOLES = 4_096
/** Late segments that are kept aside before they are put in their places. */
const MAX_FILLS = 4_096

/** Whether the payload bytes at two places of the log are the same. */
export type SameBytes = (place: number, other: number, length: number) => boolean

export class SegmentIntake {
  /** Segments that brought nothing new, and those among them that are TCP keep-alives (RFC 9293, 3.8.4). */
  repeated = 0
  keepAlives = 0
  /** Segments that came after later bytes. */
  late = 0
  /** Repeated segments whose bytes were not those of the first. */
  different = 0
  #holes: Hole[] = none
  #fills: Piece[] = none
  #next = 0
  #holesGivenUp = 0

  constructor(
    readonly lane: LaneColumns,
    readonly same: SameBytes,
  ) {}

  /** Holes among too many, into which nothing that comes late is put any more. */
  get holesGivenUp(): number {
    return this.#holesGivenUp
  }

  /** The stream offset behind the newest byte. */
  get next(): number {
    return this.#next
  }

  /** Takes the segment `[start, start + length)` whose first `captured` bytes lie at `place`. */
  take(start: number, length: number, captured: number, time: number, place: number): void {
    const end = start + length
    if (start === this.#next) this.#append(start, end, captured, time, place)
    else if (start > this.#next) {
      if (this.#holes === none) this.#holes = []
      if (this.#holes.length >= MAX_HOLES) this.#holesGivenUp += this.#holes.splice(0, MAX_HOLES / 2).length
      this.#holes.push({ start: this.#next, end: start })
      this.#append(start, end, captured, time, place)
    } else this.#again(start, end, captured, time, place)
  }

  /** Puts late segments where they belong; call it before the lane is read. */
  settle(): void {
    if (this.#fills.length === 0) return
    const fills = this.#fills.sort((a, b) => a.start - b.start)
    this.#fills = none
    this.lane.merge(fills)
  }

  /** All offsets are `by` more than was thought: the capture began so far into the stream. */
  move(by: number): void {
    if (by === 0) return
    this.settle()
    this.lane.move(by)
    this.#next += by
    this.#holes = [
      { start: 0, end: by },
      ...this.#holes.map(({ start, end }) => ({ start: start + by, end: end + by })),
    ]
  }

  #append(start: number, end: number, captured: number, time: number, place: number): void {
    if (captured < end - start) this.lane.cut(this.lane.count, captured)
    this.lane.append(start, end, time, time, NaN, place)
    this.#next = end
  }

  #again(start: number, end: number, captured: number, time: number, place: number): void {
    if (this.#holes.length > 0 && this.#fill(start, Math.min(end, start + captured), time, place))
      this.late += 1
    else if (end <= this.#next) {
      this.repeated += 1
      if (end - start === 1 && end === this.#next) this.keepAlives += 1
      else this.#compare(start, Math.min(end, start + captured), place)
    }
    const from = this.#next
    if (end > from) this.#append(from, end, Math.max(0, start + captured - from), time, place + from - start)
  }

  /** Fills what the piece covers of the holes; whether it covered any. */
  #fill(start: number, end: number, time: number, place: number): boolean {
    const holes = this.#holes
    let index = firstHoleBehind(holes, start)
    let filled = false
    for (let hole = holes[index]; hole && hole.start < end; hole = holes[index]) {
      const from = Math.max(start, hole.start)
      const to = Math.min(end, hole.end)
      if (this.#fills === none) this.#fills = []
      this.#fills.push({ start: from, end: to, time, place: place + from - start })
      filled = true
      if (this.#fills.length >= MAX_FILLS) this.settle()
      const rest = [
        { start: hole.start, end: from },
        { start: to, end: hole.end },
      ].filter((part) => part.start < part.end)
      holes.splice(index, 1, ...rest)
      index += rest.length
    }
    return filled
  }

  #compare(start: number, end: number, place: number): void {
    if (this.#fills.length > 0) return
    const { lane } = this
    for (let i = lane.count - 1; i >= 0 && (lane.ends[i] as number) > start; i -= 1) {
      const low = Math.max(start, lane.starts[i] as number)
      const high = Math.min(end, lane.ends[i] as number, (lane.starts[i] as number) + lane.captured(i))
      const known = (lane.places[i] as number) + low - (lane.starts[i] as number)
      if (low < high && !this.same(known, place + low - start, high - low)) {
        this.different += 1
        return
      }
    }
  }
}

/** The index of the first hole that ends behind `offset`. */
const firstHoleBehind = (holes: readonly Hole[], offset: number): number => {
  let low = 0
  let high = holes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((holes[middle] as Hole).end <= offset) low = middle + 1
    else high = middle
  }
  return low
}
