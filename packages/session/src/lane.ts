// A lane: ordered byte intervals over one stream, with their times, in columns that grow.

export type LaneKind = 'send' | 'segment' | 'recv' | 'message'

/**
 * The intervals of one lane. Only the first `count` places of each column are valid, and a column is replaced
 * by a longer one as it grows: take it afresh, do not keep it.
 */
export interface Lane {
  readonly kind: LaneKind
  readonly count: number
  /** Stream offsets in bytes: interval `i` is `[starts[i], ends[i])`. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Nanoseconds after the session's epoch: the call was made, the segment captured, the message's last byte read. */
  readonly times: Float64Array
  /** When the call returned; equal to `times` for segments and messages. */
  readonly dones: Float64Array
  /** The recv limit asked for, in bytes; NaN where there is none. */
  readonly limits: Float64Array
}

/** A lane that is still filled. */
export class LaneColumns implements Lane {
  count = 0
  starts = new Float64Array(8)
  ends = new Float64Array(8)
  times = new Float64Array(8)
  dones = new Float64Array(8)
  limits = new Float64Array(8)
  /** File offset of the interval's payload; NaN where its bytes stand elsewhere. */
  places = new Float64Array(8)
  /** Sparse: only the intervals of which the capture kept less than all. */
  #captured = new Map<number, number>()

  constructor(readonly kind: LaneKind) {}

  append(start: number, end: number, time: number, done: number, limit: number, place: number): void {
    const i = this.count
    if (i === this.starts.length) this.#grow()
    this.starts[i] = start
    this.ends[i] = end
    this.times[i] = time
    this.dones[i] = done
    this.limits[i] = limit
    this.places[i] = place
    this.count = i + 1
  }

  /** Says that of interval `index` only the first `captured` bytes are in the log. */
  cut(index: number, captured: number): void {
    this.#captured.set(index, captured)
  }

  /** How many of interval `index`'s bytes are in the log. */
  captured(index: number): number {
    return this.#captured.get(index) ?? (this.ends[index] as number) - (this.starts[index] as number)
  }

  /** Whether every interval's bytes are in the log. */
  get whole(): boolean {
    return this.#captured.size === 0
  }

  /** Puts intervals, ordered by start, into the holes where they belong. Linear in the intervals of both. */
  merge(pieces: readonly { start: number; end: number; time: number; place: number }[]): void {
    const { count, starts, ends, times, dones, limits, places } = this
    const cuts = this.#captured
    const size = starts.length
    this.starts = new Float64Array(size)
    this.ends = new Float64Array(size)
    this.times = new Float64Array(size)
    this.dones = new Float64Array(size)
    this.limits = new Float64Array(size)
    this.places = new Float64Array(size)
    this.#captured = new Map()
    this.count = 0
    let k = 0
    for (let i = 0; i <= count; i += 1) {
      const start = i < count ? (starts[i] as number) : Infinity
      for (let piece = pieces[k]; piece && piece.start < start; piece = pieces[++k]) {
        this.append(piece.start, piece.end, piece.time, piece.time, NaN, piece.place)
      }
      if (i === count) return
      const captured = cuts.get(i)
      if (captured !== undefined) this.cut(this.count, captured)
      this.append(
        start,
        ends[i] as number,
        times[i] as number,
        dones[i] as number,
        limits[i] as number,
        places[i] as number,
      )
    }
  }

  #grow(): void {
    const size = this.starts.length * 2
    this.starts = longer(this.starts, size)
    this.ends = longer(this.ends, size)
    this.times = longer(this.times, size)
    this.dones = longer(this.dones, size)
    this.limits = longer(this.limits, size)
    this.places = longer(this.places, size)
  }
}

/** The index of the interval that holds `offset`, or of the first one behind it (`count` if none is). */
export const laneIndexAt = (lane: Lane, offset: number): number => {
  let low = 0
  let high = lane.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((lane.ends[middle] as number) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const longer = (column: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> => {
  const wider = new Float64Array(size)
  wider.set(column)
  return wider
}
