// Frames as columns of numbers: a million frames cost four arrays and no object.

const FIRST_CAPACITY = 8

/** The capacity before the first frame: a framer that finds none costs no columns. */
const NO_NUMBERS = new Float64Array(0)
const NO_COUNTS = new Uint32Array(0)

/** Up to this many rows a loop is faster than the engine's `fill`. */
const FEW = 40

/**
 * What a row is that is no message: `skipped`, bytes between frames that belong to none; `part`, the beginning of a message
 * that goes on in a later row, because another message lies between its parts; `tunnel`, all that a tunnel carries, if nothing
 * shows where its messages end.
 */
export type Apart = 'skipped' | 'part' | 'tunnel'

/**
 * Rows of frames, owned by the caller, who reuses them after {@link FrameColumns.clear}. Row `i` is the stream bytes
 * `[start[i], end[i])`: the first `header[i]` of them come before the body, the last `trailer[i]` after it.
 * Growing replaces the arrays, so read them again after every push. Only the first `count` rows mean anything.
 */
export class FrameColumns {
  /** Rows in use. */
  count = 0
  /** Stream offset of the frame's first byte. */
  start = NO_NUMBERS
  /** Stream offset after the frame's last byte. */
  end = NO_NUMBERS
  /** Bytes before the body: length fields, a head, bytes that `strip=` removes. */
  header = NO_COUNTS
  /** Bytes after the body: a delimiter, padding, an end mark. */
  trailer = NO_COUNTS

  /** The rows that are no messages, by row; empty for most framings. */
  readonly apart = new Map<number, Apart>()

  clear(): void {
    this.count = 0
    if (this.apart.size > 0) this.apart.clear()
  }

  /** Appends bytes that are no message. */
  pushApart(start: number, end: number, is: Apart): void {
    this.apart.set(this.count, is)
    this.push(start, end, 0, 0)
  }

  /** Appends one frame. */
  push(start: number, end: number, header: number, trailer: number): void {
    const row = this.count
    if (row === this.start.length) this.grow()
    this.start[row] = start
    this.end[row] = end
    this.header[row] = header
    this.trailer[row] = trailer
    this.count = row + 1
  }

  /** Adds the rows up to `count`, whose start and end are written already, all with one header and one trailer size. */
  complete(count: number, header: number, trailer: number): void {
    const { header: headers, trailer: trailers } = this
    if (count - this.count > FEW) {
      headers.fill(header, this.count, count)
      trailers.fill(trailer, this.count, count)
    } else {
      for (let row = this.count; row < count; row++) {
        headers[row] = header
        trailers[row] = trailer
      }
    }
    this.count = count
  }

  /** Doubles the capacity and keeps the rows. */
  grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, this.start.length * 2)
    this.start = grown(this.start, new Float64Array(capacity))
    this.end = grown(this.end, new Float64Array(capacity))
    this.header = grown(this.header, new Uint32Array(capacity))
    this.trailer = grown(this.trailer, new Uint32Array(capacity))
  }
}

function grown<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
