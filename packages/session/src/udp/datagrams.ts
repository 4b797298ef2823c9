// A UDP stream's lanes: datagrams, which keep their boundaries, in the order sent. What was captured and received is
// found among what was sent by its bytes, and stands at the same offsets.
import { withRoom } from '../lanes/columns.ts'
import { type Datagram, DatagramMatch } from './datagram-match.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { LogBytes } from '../log/log-bytes.ts'

type DatagramKind = 'send' | 'segment' | 'recv'

/** A datagram's place on the stream's axis. */
export interface Slot extends Datagram {
  /** Stream offset, in bytes. */
  readonly start: number
  /** Its index among all captured datagrams, in the order they came in the log. */
  segment: number | undefined
}

/** In `received`: the recv has less than all of the datagram. */
export const CUT = 2 ** 31

const rank = { send: 2, segment: 1, recv: 0 } as const

/**
 * The axis: datagram `i` that was sent is `[start, end)`, as many bytes as it has, right behind the one before. Where
 * no send is known the captured ones are the axis, or else the received. What is found in none of these stands behind
 * them all, until it is found.
 */
export class Datagrams {
  /** Counts how often rows of a lane moved or went away, for whoever keeps what it made of them. */
  revision = 0
  /** The lane that is the axis. */
  base: DatagramKind = 'recv'
  readonly #log: LogBytes
  readonly #lanes: Readonly<Record<DatagramKind, LaneColumns>>
  readonly #all: Readonly<Record<DatagramKind, Datagram[]>> = { send: [], segment: [], recv: [] }
  /** For each row of a lane the slot that it stands at. */
  readonly #rows: Record<DatagramKind, number[]> = { send: [], segment: [], recv: [] }
  #slots: Slot[] = []
  #received: Uint32Array<ArrayBuffer> = new Uint32Array(0)
  #matches: Record<'segment' | 'recv', DatagramMatch>
  /** Captured and received datagrams that no slot was found for. */
  #waiting: { readonly kind: 'segment' | 'recv'; readonly index: number }[] = []
  /** Slots of the axis; those behind them are of datagrams that wait. */
  #axis = 0
  #isSettled = true

  constructor(lanes: Readonly<Record<DatagramKind, LaneColumns>>, log: LogBytes) {
    this.#lanes = lanes
    this.#log = log
    this.#matches = this.#newMatches()
  }

  /** Datagrams on the axis; what stands behind them is of none that is known to have been sent. */
  get count(): number {
    this.settle()
    return this.#axis
  }

  /** Datagram `index` of the axis, under `count`. */
  slot(index: number): Readonly<Slot> {
    return this.#slots[index] as Slot
  }

  /**
   * By datagram of the axis: 0 where no recv has it, else 1 and the recv's index in the order of the log, and `CUT` more
   * where that has only a part. The first `count` places are valid, until the log grows.
   */
  get received(): Uint32Array {
    this.settle()
    return this.#received
  }

  /** The recv that has datagram `index` of the axis. */
  recvOf(index: number): Datagram | undefined {
    const received = this.received[index] as number
    return received === 0 ? undefined : this.#all.recv[(received % CUT) - 1]
  }

  /** All of one lane as the log has them, in its order. */
  all(kind: DatagramKind): readonly Datagram[] {
    return this.#all[kind]
  }

  add(kind: DatagramKind, datagram: Datagram): void {
    const index = this.#all[kind].push(datagram) - 1
    if (rank[kind] > rank[this.base]) this.#rebase(kind)
    else this.#take(kind, index)
    this.#isSettled = false
  }

  /** Puts what came since on the lanes: call it before they are read. */
  settle(): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#dropTail()
    this.#waiting = this.#waiting.filter(({ kind, index }) => !this.#place(kind, index))
    this.#layTail()
  }

  #rebase(base: DatagramKind): void {
    this.base = base
    this.#slots = []
    this.#axis = 0
    this.#waiting = []
    this.#matches = this.#newMatches()
    this.revision += 1
    for (const kind of ['send', 'segment', 'recv'] as const) {
      this.#lanes[kind].clear()
      this.#rows[kind].length = 0
      this.#all[kind].forEach((_, index) => this.#take(kind, index))
    }
  }

  #take(kind: DatagramKind, index: number): void {
    if (kind !== this.base) {
      if (kind !== 'send') this.#waiting.push({ kind, index })
      return
    }
    this.#dropTail()
    this.#pushSlot(kind, index)
    this.#axis = this.#slots.length
  }

  #pushSlot(kind: DatagramKind, index: number): void {
    const datagram = this.#all[kind][index] as Datagram
    const before = this.#slots.at(-1)
    this.#slots.push({
      ...datagram,
      start: before ? before.start + before.length : 0,
      segment: kind === 'segment' ? index : undefined,
    })
    this.#received = withRoom(this.#received, this.#slots.length)
    this.#received[this.#slots.length - 1] = 0
    this.#put(kind, this.#slots.length - 1, datagram)
  }

  #place(kind: 'segment' | 'recv', index: number): boolean {
    const datagram = this.#all[kind][index] as Datagram
    const at = this.#matches[kind].take(datagram)
    const slot = this.#slots[at]
    if (!slot) return false
    if (kind === 'segment') slot.segment = index
    else this.#received[at] = index + 1 + (datagram.length < slot.length ? CUT : 0)
    this.#put(kind, at, datagram)
    return true
  }

  /** Gives a lane the row of the slot `at`, where it belongs among the others. */
  #put(kind: DatagramKind, at: number, { length, kept, time, done, limit, place }: Datagram): void {
    const rows = this.#rows[kind]
    const lane = this.#lanes[kind]
    const { start } = this.#slots[at] as Slot
    let row = rows.length
    while (row > 0 && (rows[row - 1] as number) > at) row -= 1
    if (row < rows.length) this.revision += 1
    rows.splice(row, 0, at)
    lane.insert(row, start, start + length, time, done, limit, place)
    if (kept < length) lane.cut(row, kept)
  }

  #dropTail(): void {
    if (this.#slots.length === this.#axis) return
    this.#slots.length = this.#axis
    this.revision += 1
    for (const kind of ['send', 'segment', 'recv'] as const) {
      const rows = this.#rows[kind]
      while (rows.length > 0 && (rows.at(-1) as number) >= this.#axis) rows.pop()
      this.#lanes[kind].truncate(rows.length)
    }
  }

  /** Those that wait, behind the axis: captured ones first, and received ones where they are the same datagram. */
  #layTail(): void {
    if (this.#waiting.length === 0) return
    const tail: Datagram[] = []
    const match = new DatagramMatch(tail, this.#log)
    for (const { kind, index } of this.#waiting) {
      if (kind !== 'segment') continue
      tail.push(this.#all.segment[index] as Datagram)
      this.#pushSlot('segment', index)
    }
    for (const { kind, index } of this.#waiting) {
      if (kind !== 'recv') continue
      const datagram = this.#all.recv[index] as Datagram
      const at = match.take(datagram)
      if (at >= 0) this.#put('recv', this.#axis + at, datagram)
      else this.#pushSlot('recv', index)
    }
  }

  #newMatches() {
    return {
      segment: new DatagramMatch(this.#slots, this.#log),
      recv: new DatagramMatch(this.#slots, this.#log),
    }
  }
}
