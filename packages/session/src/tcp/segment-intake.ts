// Puts a capture's segments, which may be repeated and out of order, on a lane in stream order. If bytes come twice, it
// keeps the first; bytes that never came stay a hole.
import { type LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import { LateSegments } from './late-segments.ts'

/** Compares the payload bytes at two places of the log. */
type Comparer = Pick<LogBytes, 'same'>

/**
 * Except for sorting, segments cost the same in any order: those that may fill a hole wait until the lane is read, and
 * are then put on it together.
 */
export class SegmentIntake {
  #repeated = 0
  #keepAlives = 0
  #late = 0
  #different = 0
  #overlapping = 0
  /** Segments that came since the lane was last read and may fill a hole. */
  #waiting: LateSegments | undefined
  #next = 0
  /** How many bytes before `next` are on no lane; if there are none, nothing can come late. */
  #missing = 0
  /** Every byte before this offset came; if something is missing, the byte at `#whole` is the first. */
  #whole = 0
  /** Whether a waiting segment has the byte at `#whole`. */
  #goesOn = false

  constructor(
    readonly lane: LaneColumns,
    readonly log: Comparer,
  ) {}

  /** How many segments brought nothing new. */
  get repeated(): number {
    this.settle()
    return this.#repeated
  }

  /** How many of them are TCP keep-alives (RFC 9293, 3.8.4). */
  get keepAlives(): number {
    this.settle()
    return this.#keepAlives
  }

  /** How many segments that repeated bytes, wholly or in part, had others than the first. */
  get different(): number {
    this.settle()
    return this.#different
  }

  /** How many segments brought new bytes after bytes that had come before. */
  get overlapping(): number {
    return this.#overlapping
  }

  /** How many segments came after later bytes. */
  get late(): number {
    this.settle()
    return this.#late
  }

  /** The stream offset after the newest byte. */
  get next(): number {
    return this.#next
  }

  /** The stream offset of the first missing byte; settles only if that moved. */
  get whole(): number {
    if (this.#missing === 0) return (this.#whole = this.#next)
    if (this.#goesOn) this.settle()
    return this.#whole
  }

  /** Takes the segment `[start, start + length)` whose first `captured` bytes are at `place`. */
  take(start: number, length: number, captured: number, time: number, place: number): void {
    const end = start + length
    if (start < this.#next) this.#again(start, end, captured, time, place)
    else {
      // Until now nothing was missing; this segment leaves a hole.
      if (this.#missing === 0) this.#whole = this.#next
      this.#missing += start - this.#next
      this.#append(start, end, captured, time, place)
    }
  }

  /** Counts `by` keep-alives whose byte came before the capture began; -1 takes one back. */
  keepAlive(by: 1 | -1): void {
    this.#repeated += by
    this.#keepAlives += by
  }

  /** Whether the `length` bytes at `place` are those at the stream's beginning, as far as these came. */
  agrees(length: number, place: number): boolean {
    this.settle()
    return !this.#isOther(0, length, place)
  }

  /** Puts late segments where they belong; call it before the lane is read. */
  settle(): void {
    const waiting = this.#waiting
    if (!waiting) return
    this.#waiting = undefined
    this.#goesOn = false
    const { rows, brought } = waiting.firsts(this.lane)
    for (let k = 0; k < rows.count; k += 1)
      this.#missing -= (rows.ends[k] as number) - (rows.starts[k] as number)
    this.lane.insert(rows)
    this.#goOn()
    for (let k = 0; k < waiting.count; k += 1) {
      const { start, end, place, goesOn, probes, isOther } = waiting.at(k)
      const isNew = brought[k] === 1
      if (isNew) this.#late += 1
      else if (!goesOn) this.#repeated += 1
      if (probes && !isNew) this.#keepAlives += 1
      else if (isOther || this.#isOther(start, end, place)) this.#different += 1
    }
  }

  /** Adds `by` to all offsets, because the capture began that far into the stream. */
  move(by: number): void {
    if (by === 0) return
    this.settle()
    this.lane.move(by)
    this.#next += by
    this.#missing += by
    this.#whole = 0
  }

  /** Moves `#whole` to the first byte that is on no lane. */
  #goOn(): void {
    const { lane } = this
    for (let i = laneIndexAt(lane, this.#whole); i < lane.count && lane.starts[i] === this.#whole; i += 1)
      this.#whole = lane.ends[i] as number
  }

  #append(start: number, end: number, captured: number, time: number, place: number): void {
    if (captured < end - start) this.lane.cut(this.lane.count, captured)
    this.lane.append(start, end, time, time, NaN, place)
    this.#next = end
  }

  #again(start: number, end: number, captured: number, time: number, place: number): void {
    const known = this.#next
    const until = Math.min(end, start + captured)
    const goesOn = end > known
    const probes = end - start === 1 && end === known
    // A caller that keeps nothing may have forgotten intervals since.
    const from = Math.max(start, this.#whole)
    if (this.#missing > 0 && from < Math.min(until, known)) {
      this.#waiting ??= new LateSegments()
      this.#waiting.add({
        start: from,
        end: Math.min(until, known),
        time,
        place: place + from - start,
        goesOn,
        probes,
        isOther: this.#isOther(start, Math.min(from, until), place),
      })
      if (from === this.#whole) this.#goesOn = true
    } else {
      if (!goesOn) this.#repeated += 1
      if (probes) this.#keepAlives += 1
      else if (this.#isOther(start, Math.min(until, known), place)) this.#different += 1
    }
    if (goesOn) {
      this.#overlapping += 1
      this.#append(known, end, Math.max(0, start + captured - known), time, place + known - start)
    }
  }

  /** Whether the bytes at `place` differ from those that the lane has for `[start, end)`. */
  #isOther(start: number, end: number, place: number): boolean {
    const { lane } = this
    for (let i = laneIndexAt(lane, start); i < lane.count && (lane.starts[i] as number) < end; i += 1) {
      const first = lane.starts[i] as number
      const low = Math.max(start, first)
      const high = Math.min(end, first + lane.captured(i))
      const known = (lane.places[i] as number) + low - first
      if (low < high && !this.log.same(known, place + low - start, high - low)) return true
    }
    return false
  }
}
