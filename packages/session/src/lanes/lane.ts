// A lane: ordered byte intervals over one stream, with their times, in columns that grow.
import { bisectRight } from '../columns/bisect.ts'
import type { Rows } from './rows.ts'
import { type LaneHas, type LaneKind, type LaneName, laneName, laneTable } from './lane-kinds.ts'

/**
 * The intervals of one lane. Only the first `count` places of each column are valid, and a column is replaced
 * by a longer one as it grows: take it afresh, do not keep it.
 */
export interface Lane {
  readonly kind: LaneKind
  /** Where it was seen, if its path has several lanes of this kind; else empty. */
  readonly place: string
  readonly name: LaneName
  readonly count: number
  /** Changes whenever intervals that were there moved or went away, or others came between them: else it only grew. */
  readonly revision: number
  /** Stream offsets in bytes: interval `i` is `[starts[i], ends[i])`. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Nanoseconds after the session's epoch: the call was made, the segment captured, the message's last byte read. */
  readonly times: Float64Array
  /**
   * When the call returned, or when a segment arrived whose arrival was seen; the same column as `times` for all other
   * segments, and for messages.
   */
  readonly dones: Float64Array
  /** The recv limit asked for, in bytes; NaN where there is none. */
  readonly limits: Float64Array
}

type Column = Float64Array<ArrayBuffer>

/** Rows of a lane's first room. */
const FIRST_ROOM = 8
/** Up to so many rows the room grows fourfold, then twofold: most streams of a big capture are short. */
const SMALL = 512

/** Columns before their first interval: a stream without bytes costs no memory. */
const empty: Column = new Float64Array(0)

/** The column of lanes that have no limits: as long as the longest of them, and NaN all through. */
let unlimited: Column = empty

/** A lane that is still filled. Its kind decides whether its intervals take time and have limits. */
export class LaneColumns implements Lane {
  count = 0
  revision = 0
  starts = empty
  ends = empty
  times = empty
  /** File offset of the interval's payload; NaN where its bytes stand elsewhere. */
  places = empty
  #lasting: boolean
  readonly #limited: boolean
  #dones = empty
  #limits = empty
  /** Bytes kept of the intervals of which the capture kept less than all, NaN for the others; empty where none is cut. */
  #captured = empty

  constructor(
    readonly kind: LaneKind,
    public place = '',
    { duration, limit }: Partial<LaneHas> = {},
  ) {
    this.#lasting = duration ?? laneTable[kind].has.duration
    this.#limited = limit ?? laneTable[kind].has.limit
  }

  /** What its intervals have: usually what its kind has. */
  get has(): LaneHas {
    return { duration: this.#lasting, limit: this.#limited }
  }

  get name(): LaneName {
    return laneName(this.kind, this.place)
  }

  /** From now on each interval has a time of its own at which it is done; those that are there are done at once. */
  beginDurations(): void {
    if (this.#lasting) return
    this.#lasting = true
    this.#dones = this.times.slice()
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

  /**
   * Puts rows, ordered by index, between the intervals. Linear in the rows and in the intervals after the first of
   * them, and each column is moved as a whole, so put many at once.
   */
  insert(rows: Rows): void {
    if (rows.count === 0) return
    if ((rows.indices[0] as number) < this.count) this.revision += 1
    const { count } = this
    while (this.starts.length < count + rows.count) this.#grow()
    insertInto(this.starts, count, rows, rows.starts)
    insertInto(this.ends, count, rows, rows.ends)
    insertInto(this.times, count, rows, rows.times)
    insertInto(this.places, count, rows, rows.places)
    if (this.#lasting) insertInto(this.#dones, count, rows, rows.dones)
    if (this.#limited) insertInto(this.#limits, count, rows, rows.limits)
    if (this.#captured.length === 0 && rows.hasCut)
      this.#captured = new Float64Array(this.starts.length).fill(NaN)
    if (this.#captured.length > 0) insertInto(this.#captured, count, rows, rows.captured)
    this.count = count + rows.count
  }

  /** Moves all intervals by so many bytes. */
  move(by: number): void {
    this.revision += 1
    for (let i = 0; i < this.count; i += 1) {
      this.starts[i] = (this.starts[i] as number) + by
      this.ends[i] = (this.ends[i] as number) + by
    }
  }

  /** Forgets the intervals from `count` on. */
  truncate(count: number): void {
    if (count < this.count) this.revision += 1
    this.count = Math.min(this.count, count)
    this.#captured.fill(NaN, this.count)
  }

  /** Forgets all intervals but keeps the room. */
  clear(): void {
    if (this.count > 0) this.revision += 1
    this.count = 0
    this.#captured = empty
  }

  /** Forgets the first `count` intervals. */
  drop(count: number): void {
    if (count === 0) return
    this.revision += 1
    const { starts, ends, times, places } = this
    for (const column of [starts, ends, times, places, this.#dones, this.#limits, this.#captured])
      column.copyWithin(0, count, this.count)
    this.count -= count
    this.#captured.fill(NaN, this.count)
  }

  /** Says that of interval `index` only the first `captured` bytes are in the log. */
  cut(index: number, captured: number): void {
    if (index >= this.starts.length) this.#grow()
    if (this.#captured.length === 0) this.#captured = new Float64Array(this.starts.length).fill(NaN)
    this.#captured[index] = captured
  }

  /** Says that the first `captured` bytes of interval `index` are in the log, at `place`: more of them than before. */
  found(index: number, captured: number, place: number): void {
    this.places[index] = place
    this.cut(index, captured)
  }

  /** How many of interval `index`'s bytes are in the log. */
  captured(index: number): number {
    const kept = this.#captured.length === 0 ? NaN : (this.#captured[index] as number)
    return Number.isNaN(kept) ? (this.ends[index] as number) - (this.starts[index] as number) : kept
  }

  /** All columns lie in one piece of memory: making many small ones costs more than filling them. */
  #grow(): void {
    const rows = this.starts.length
    const room = rows === 0 ? FIRST_ROOM : rows * (rows < SMALL ? 4 : 2)
    const width = 4 + Number(this.#lasting) + Number(this.#limited)
    const memory = new Float64Array(width * room)
    let at = 0
    const moved = (column: Column): Column => {
      const wider = memory.subarray(at, (at += room))
      wider.set(column)
      return wider
    }
    this.starts = moved(this.starts)
    this.ends = moved(this.ends)
    this.times = moved(this.times)
    this.places = moved(this.places)
    if (this.#lasting) this.#dones = moved(this.#dones)
    if (this.#limited) this.#limits = moved(this.#limits)
    if (this.#captured.length === 0) return
    const captured = new Float64Array(room).fill(NaN)
    captured.set(this.#captured)
    this.#captured = captured
  }
}

/** Shorter runs are moved value by value, because a call costs more. */
const LONG_RUN = 24

/** Puts a value for each row between the first `count` of the column, from the last row to the first. */
const insertInto = (column: Column, count: number, rows: Rows, values: Float64Array): void => {
  const { indices } = rows
  let from = count
  for (let k = rows.count - 1; k >= 0; k -= 1) {
    const index = indices[k] as number
    // The intervals between this row and the next one have so many new rows below them.
    const by = k + 1
    if (from - index > LONG_RUN) column.copyWithin(index + by, index, from)
    else for (let i = from - 1; i >= index; i -= 1) column[i + by] = column[i] as number
    column[index + k] = values[k] as number
    from = index
  }
}

/** The index of the interval that holds `offset`, or of the first one behind it (`count` if none is). */
export const laneIndexAt = (lane: Lane, offset: number): number =>
  bisectRight(lane.ends, offset, 0, lane.count)
