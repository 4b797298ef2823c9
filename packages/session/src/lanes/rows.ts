// Intervals to insert between those of a lane, in columns.
import { withRoom } from './columns.ts'

interface Row {
  /** The interval before which it goes, as they are numbered before any insertion. */
  readonly index: number
  /** Stream offsets in bytes. */
  readonly start: number
  readonly end: number
  /** Nanoseconds after the epoch: when it began and when it ended. */
  readonly time: number
  readonly done: number
  readonly limit: number
  /** Where its bytes are in the log, and how many of them are there. */
  readonly place: number
  readonly kept: number
}

export class Rows {
  count = 0
  indices = new Float64Array(0)
  starts = new Float64Array(0)
  ends = new Float64Array(0)
  times = new Float64Array(0)
  dones = new Float64Array(0)
  limits = new Float64Array(0)
  places = new Float64Array(0)
  /** NaN if all bytes are in the log. */
  captured = new Float64Array(0)
  hasCut = false

  add({ index, start, end, time, done, limit, place, kept }: Row): void {
    const k = this.count
    if (k === this.starts.length) this.#grow(k + 1)
    this.count = k + 1
    this.indices[k] = index
    this.starts[k] = start
    this.ends[k] = end
    this.times[k] = time
    this.dones[k] = done
    this.limits[k] = limit
    this.places[k] = place
    const isCut = kept < end - start
    this.captured[k] = isCut ? kept : NaN
    if (isCut) this.hasCut = true
  }

  /** Extends the last row to `end`; all of its bytes are in the log. */
  lengthen(end: number): void {
    this.ends[this.count - 1] = end
  }

  #grow(size: number): void {
    this.indices = withRoom(this.indices, size)
    this.starts = withRoom(this.starts, size)
    this.ends = withRoom(this.ends, size)
    this.times = withRoom(this.times, size)
    this.dones = withRoom(this.dones, size)
    this.limits = withRoom(this.limits, size)
    this.places = withRoom(this.places, size)
    this.captured = withRoom(this.captured, size)
  }
}
