// Segments that came after later bytes. They are kept until a lane is read, and then sorted out together: which bytes
// each of them brought first.
import { withRoom } from '../lanes/columns.ts'
import { type LaneColumns, laneIndexAt } from '../lanes/lane.ts'
import { orderOf } from '../lanes/order-of.ts'
import { Rows } from '../lanes/rows.ts'

export interface LateSegment {
  /** Stream offsets of the bytes that it has. */
  readonly start: number
  readonly end: number
  /** Nanoseconds after the epoch. */
  readonly time: number
  /** Where its bytes are in the log. */
  readonly place: number
  /** Whether it also had bytes after all known ones. */
  readonly goesOn: boolean
  /** Whether it could be a TCP keep-alive (RFC 9293, 3.8.4). */
  readonly probes: boolean
  /** Whether it had other bytes before `start` than those that are known. */
  readonly isOther: boolean
}

export class LateSegments {
  #count = 0
  #starts = new Float64Array(0)
  #ends = new Float64Array(0)
  #times = new Float64Array(0)
  #places = new Float64Array(0)
  readonly #goesOn: boolean[] = []
  readonly #probes: boolean[] = []
  readonly #isOther: boolean[] = []

  get count(): number {
    return this.#count
  }

  add({ start, end, time, place, goesOn, probes, isOther }: LateSegment): void {
    const index = this.#count
    this.#count += 1
    this.#starts = withRoom(this.#starts, this.#count)
    this.#ends = withRoom(this.#ends, this.#count)
    this.#times = withRoom(this.#times, this.#count)
    this.#places = withRoom(this.#places, this.#count)
    this.#starts[index] = start
    this.#ends[index] = end
    this.#times[index] = time
    this.#places[index] = place
    this.#goesOn.push(goesOn)
    this.#probes.push(probes)
    this.#isOther.push(isOther)
  }

  at(index: number): LateSegment {
    return {
      start: this.#starts[index] as number,
      end: this.#ends[index] as number,
      time: this.#times[index] as number,
      place: this.#places[index] as number,
      goesOn: this.#goesOn[index] as boolean,
      probes: this.#probes[index] as boolean,
      isOther: this.#isOther[index] as boolean,
    }
  }

  /**
   * What these segments bring that is not on the lane, as rows for it, and which of them brought something. If several
   * have the same bytes, the first that came brings them. One sweep along the stream: besides the sorting it is linear
   * in these segments and the lane's intervals between them, and logarithmic in how many overlap at one place.
   */
  firsts(lane: LaneColumns): { readonly rows: Rows; readonly brought: Uint8Array } {
    const order = orderOf(this.#starts, this.#count)
    const brought = new Uint8Array(this.#count)
    const lacking = new Lacking(lane)
    const reached = new FirstCome()
    let next = 0
    let at = -Infinity
    while (next < order.length || reached.first !== undefined) {
      if (reached.first === undefined) at = Math.max(at, this.#starts[order[next] as number] as number)
      for (; next < order.length && (this.#starts[order[next] as number] as number) <= at; next += 1)
        reached.add(order[next] as number)
      const { first } = reached
      if (first === undefined) continue
      const start = this.#starts[first] as number
      const end = this.#ends[first] as number
      if (end <= at) {
        reached.drop()
        continue
      }
      // The next segment in the stream may have come before this one.
      const until = next < order.length ? Math.min(end, this.#starts[order[next] as number] as number) : end
      const place = this.#places[first] as number
      if (lacking.take(first, at, until, this.#times[first] as number, place - start)) brought[first] = 1
      at = until
    }
    return { rows: lacking.rows, brought }
  }
}

/** Rows of bytes that a lane does not have, given in stream order. */
class Lacking {
  readonly rows = new Rows()
  readonly #lane: LaneColumns
  /** The interval of the lane that ends after the taken bytes; -1 before anything was taken. */
  #index = -1
  #owner = -1

  constructor(lane: LaneColumns) {
    this.#lane = lane
  }

  /** Takes what the lane lacks of `[start, end)`; bytes are in the log at offset + `moved`. Returns whether it lacked any. */
  take(owner: number, start: number, end: number, time: number, moved: number): boolean {
    const { count, starts, ends } = this.#lane
    if (this.#index < 0) this.#index = laneIndexAt(this.#lane, start)
    let took = false
    let at = start
    while (at < end) {
      while (this.#index < count && (ends[this.#index] as number) <= at) this.#index += 1
      const known = this.#index < count ? (starts[this.#index] as number) : Infinity
      const until = Math.min(end, known)
      if (at < until) {
        this.#add(owner, at, until, time, at + moved)
        took = true
      }
      at = known < end ? (ends[this.#index] as number) : end
    }
    return took
  }

  /** What one segment brings without a gap is one row. */
  #add(owner: number, start: number, end: number, time: number, place: number): void {
    const { rows } = this
    if (this.#owner === owner && rows.ends[rows.count - 1] === start) rows.lengthen(end)
    else rows.add({ index: this.#index, start, end, time, done: time, limit: NaN, place, kept: end - start })
    this.#owner = owner
  }
}

/** The segments that reach a place of the stream, as a binary heap whose top is the one that came first. */
class FirstCome {
  readonly #heap: number[] = []

  get first(): number | undefined {
    return this.#heap[0]
  }

  add(index: number): void {
    const heap = this.#heap
    let at = heap.push(index) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((heap[above] as number) <= index) break
      heap[at] = heap[above] as number
      at = above
    }
    heap[at] = index
  }

  drop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      let below = at * 2 + 1
      if (below + 1 < heap.length && (heap[below + 1] as number) < (heap[below] as number)) below += 1
      if (below >= heap.length || (heap[below] as number) >= last) break
      heap[at] = heap[below] as number
      at = below
    }
    heap[at] = last
  }
}
