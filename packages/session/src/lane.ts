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
  /** When the call returned; the same column as `times` for segments and messages. */
  readonly dones: Float64Array
  /** The recv limit asked for, in bytes; NaN where there is none. */
  readonly limits: Float64Array
}

type Column = Float64Array<ArrayBuffer>

/** Columns before their first interval: a stream without bytes costs no memory. */
const empty: Column = new Float64Array(0)

/** The column of lanes that have no limits: as long as the longest of them, and NaN all through. */
let unlimited: Column = empty

/** One interval that is put between others. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly time: number
  readonly place: number
}

/** A lane that is still filled. Segments and messages take no time, and only recvs have limits. */
export class LaneColumns implements Lane {
  count = 0
  starts = empty
  ends = empty
  times = empty
  /** File offset of the interval's payload; NaN where its bytes stand elsewhere. */
  places = empty
  readonly #lasting: boolean
  readonly #limited: boolean
  #dones = empty
  #limits = empty
  /** Sparse: only the intervals of which the capture kept less than all. */
  #captured: Map<number, number> | undefined

  constructor(readonly kind: LaneKind) {
    this.#lasting = kind === 'send' || kind === 'recv'
    this.#limited = kind === 'recv'
  }

  get dones(): Column {
    return this.#lasting ? this.#dones : this.times
  }

  get limits(): Column {
    if (this.#limited) return this.#limits
    if (unlimited.length < this.starts.length) unlimited = new Float64Array(this.starts.length).fill(NaN)
    return unlimited
  }

  /** Adds one interval behind the others; `done` and `limit` count only where the lane has them. */
  append(start: number, end: number, time: number, done: number, limit: number, place: number): void {
    const i = this.count
    if (i === this.starts.length) this.#grow()
    this.starts[i] = start
    this.ends[i] = end
    this.times[i] = time
    this.places[i] = place
    if (this.#lasting) this.#dones[i] = done
    if (this.#limited) this.#limits[i] = limit
    this.count = i + 1
  }

  /** Forgets all intervals but keeps the room. */
  clear(): void {
    this.count = 0
    this.#captured = undefined
  }

  /** Forgets the first `count` intervals. */
  drop(count: number): void {
    if (count === 0) return
    for (const column of [this.starts, this.ends, this.times, this.places, this.#dones, this.#limits]) {
      column.copyWithin(0, count, this.count)
    }
    this.count -= count
    const captured = this.#captured
    this.#captured = undefined
    captured?.forEach((kept, index) => {
      if (index >= count) this.cut(index - count, kept)
    })
  }

  /** Says that of interval `index` only the first `captured` bytes are in the log. */
  cut(index: number, captured: number): void {
    this.#captured ??= new Map()
    this.#captured.set(index, captured)
  }

  /** How many of interval `index`'s bytes are in the log. */
  captured(index: number): number {
    return this.#captured?.get(index) ?? (this.ends[index] as number) - (this.starts[index] as number)
  }

  /** Puts pieces, ordered by start, into the holes where they belong. Linear in the intervals of both. */
  merge(pieces: readonly Piece[]): void {
    const { count, starts, ends, times, dones, limits, places } = this
    const captured = this.#captured
    const merged = new LaneColumns(this.kind)
    let k = 0
    for (let i = 0; i <= count; i += 1) {
      const start = i < count ? (starts[i] as number) : Infinity
      for (let piece = pieces[k]; piece && piece.start < start; piece = pieces[++k]) {
        merged.append(piece.start, piece.end, piece.time, piece.time, NaN, piece.place)
      }
      if (i === count) break
      const kept = captured?.get(i)
      if (kept !== undefined) merged.cut(merged.count, kept)
      merged.append(
        start,
        ends[i] as number,
        times[i] as number,
        dones[i] as number,
        limits[i] as number,
        places[i] as number,
      )
    }
    this.#become(merged)
  }

  #become(other: LaneColumns): void {
    this.count = other.count
    this.starts = other.starts
    this.ends = other.ends
    this.times = other.times
    this.places = other.places
    this.#dones = other.#dones
    this.#limits = other.#limits
    this.#captured = other.#captured
  }

  #grow(): void {
    const size = Math.max(8, this.starts.length * 2)
    this.starts = longer(this.starts, size)
    this.ends = longer(this.ends, size)
    this.times = longer(this.times, size)
    this.places = longer(this.places, size)
    if (this.#lasting) this.#dones = longer(this.#dones, size)
    if (this.#limited) this.#limits = longer(this.#limits, size)
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

const longer = (column: Column, size: number): Column => {
  const wider = new Float64Array(size)
  wider.set(column)
  return wider
}
