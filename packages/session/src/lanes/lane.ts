// A lane: ordered byte intervals over one stream, with their times, in columns that grow.
import type { Apart } from '@unstick/framing'
import { bisectRight } from '../columns/bisect.ts'
import { KeptValues } from '../columns/kept.ts'
import type { Rows } from './rows.ts'
import {
  type Apartness,
  type LaneHas,
  type LaneKind,
  type LaneName,
  laneName,
  laneTable,
} from './lane-kinds.ts'

/**
 * The intervals of one lane. Only the first `count` places of each column are valid. Growing and trimming
 * replace a column by another one, so read it again each time and do not keep it.
 */
export interface Lane {
  readonly kind: LaneKind
  /** Where its intervals were seen, if its path has several lanes of this kind; else empty. */
  readonly place: string
  readonly name: LaneName
  readonly count: number
  /** Changes when intervals moved or disappeared, or others came between them. If it did not change, the lane only grew. */
  readonly revision: number
  /** Stream offsets in bytes: interval `i` is `[starts[i], ends[i])`. */
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Nanoseconds after the session's epoch: when the call began, the segment was captured, or the message was complete. */
  readonly times: Float64Array
  /**
   * When the call returned, or when the segment arrived if its arrival was seen. For all other segments and for messages
   * it is the same column as `times`.
   */
  readonly dones: Float64Array
  /** The recv's limit, in bytes; NaN if there is none. */
  readonly limits: Float64Array
  /** Which of its intervals do not count; only frames and messages have such. */
  readonly apart?: Apartness | undefined
  /** What its readers worked out of it. */
  readonly kept: () => KeptValues
}

type Column = Float64Array<ArrayBuffer>

/** How many rows a lane has room for at first. */
const FIRST_ROOM = 8
/** Up to this many rows the room grows fourfold, then twofold, because most streams of a big capture are short. */
const SMALL = 512
/** Room for so many rows is worth giving back. */
const MUCH = 4_096

/** Columns before their first interval: a stream without bytes costs no memory. */
const empty: Column = new Float64Array(0)

/** The limits of lanes that have none: all NaN, as long as the longest such lane, shared by all of them. */
let unlimited: Column = empty

/** A lane that is still being filled. Its kind decides whether its intervals take time and have limits. */
export class LaneColumns implements Lane {
  count = 0
  revision = 0
  starts = empty
  ends = empty
  times = empty
  /** File offset of the interval's payload; NaN if its bytes are elsewhere. */
  places = empty
  #lasting: boolean
  readonly #limited: boolean
  #dones = empty
  #limits = empty
  #kept: KeptValues | undefined
  #apart: Map<number, Apart> | undefined
  /** For intervals that the capture cut: how many bytes it kept. NaN for the others; empty if none is cut. */
  #captured = empty

  constructor(
    readonly kind: LaneKind,
    public place = '',
    { duration, limit }: Partial<LaneHas> = {},
  ) {
    this.#lasting = duration ?? laneTable[kind].has.duration
    this.#limited = limit ?? laneTable[kind].has.limit
  }

  /** What its intervals have, usually what its kind has. */
  get has(): LaneHas {
    return { duration: this.#lasting, limit: this.#limited }
  }

  get apart(): Apartness | undefined {
    return this.#apart
  }

  /** The newest interval does not count. */
  setApart(is: Apart): void {
    this.#apart ??= new Map()
    this.#apart.set(this.count - 1, is)
  }

  /** How many of its intervals count. */
  get counted(): number {
    return this.count - (this.#apart?.size ?? 0)
  }

  kept(): KeptValues {
    // Few lanes of a large capture are ever looked at.
    this.#kept ??= new KeptValues()
    return this.#kept
  }

  get name(): LaneName {
    return laneName(this.kind, this.place)
  }

  /** From now on each interval has its own end time; intervals already there end when they begin. */
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

  /** Adds one interval after the others; `done` and `limit` count only if the lane has them. */
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
   * Inserts rows, ordered by index, between the intervals. Takes time linear in the rows and in the intervals after the
   * first of them, because each column is moved as a whole. So insert many at once.
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

  /** Moves all intervals by this many bytes. */
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
    this.#apart?.clear()
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

  /** Records that only the first `captured` bytes of interval `index` are in the log. */
  cut(index: number, captured: number): void {
    if (index >= this.starts.length) this.#grow()
    if (this.#captured.length === 0) this.#captured = new Float64Array(this.starts.length).fill(NaN)
    this.#captured[index] = captured
  }

  /** Records that more bytes of interval `index` than before are in the log: the first `captured`, at `place`. */
  found(index: number, captured: number, place: number): void {
    this.places[index] = place
    this.cut(index, captured)
  }

  /** How many of interval `index`'s bytes are in the log. */
  captured(index: number): number {
    const kept = this.#captured.length === 0 ? NaN : (this.#captured[index] as number)
    return Number.isNaN(kept) ? (this.ends[index] as number) - (this.starts[index] as number) : kept
  }

  /** Gives back the room for more intervals, if it is large. Call it once no more are expected; more may still come. */
  trim(): void {
    if (this.starts.length - this.count >= MUCH) this.#setRoom(this.count)
  }

  #grow(): void {
    const rows = this.starts.length
    this.#setRoom(rows === 0 ? FIRST_ROOM : rows * (rows < SMALL ? 4 : 2))
  }

  /** All columns share one piece of memory, because allocating many small ones costs more than filling them. */
  #setRoom(room: number): void {
    const width = 4 + Number(this.#lasting) + Number(this.#limited)
    const memory = new Float64Array(width * room)
    let at = 0
    const moved = (column: Column): Column => {
      const other = memory.subarray(at, (at += room))
      other.set(column.subarray(0, room))
      return other
    }
    this.starts = moved(this.starts)
    this.ends = moved(this.ends)
    this.times = moved(this.times)
    this.places = moved(this.places)
    if (this.#lasting) this.#dones = moved(this.#dones)
    if (this.#limited) this.#limits = moved(this.#limits)
    if (this.#captured.length === 0) return
    const captured = new Float64Array(room).fill(NaN)
    captured.set(this.#captured.subarray(0, room))
    this.#captured = captured
  }
}

/** Shorter runs are moved value by value, because a call would cost more. */
const LONG_RUN = 24

/** Inserts a value for each row between the first `count` values of the column, from the last row to the first. */
const insertInto = (column: Column, count: number, rows: Rows, values: Float64Array): void => {
  const { indices } = rows
  let from = count
  for (let k = rows.count - 1; k >= 0; k -= 1) {
    const index = indices[k] as number
    // The intervals between this row and the next one have this many new rows before them.
    const by = k + 1
    if (from - index > LONG_RUN) column.copyWithin(index + by, index, from)
    else for (let i = from - 1; i >= index; i -= 1) column[i + by] = column[i] as number
    column[index + k] = values[k] as number
    from = index
  }
}

/** The index of the interval that holds `offset`, or else of the first one after it (`count` if there is none). */
export const laneIndexAt = (lane: Lane, offset: number): number =>
  bisectRight(lane.ends, offset, 0, lane.count)
