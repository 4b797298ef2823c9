// A UDP stream's lanes: datagrams, which keep their boundaries, in the order sent. Captured and received datagrams are
// found among the sent ones by their bytes, and get the same offsets.
import { bisectRight } from '../columns/bisect.ts'
import { withRoom } from '../lanes/columns.ts'
import { Rows } from '../lanes/rows.ts'
import { type Datagram, DatagramMatch } from './datagram-match.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { LaneKind, LaneName } from '../lanes/lane-kinds.ts'
import type { LogBytes } from '../log/log-bytes.ts'

/** A datagram's place on the stream's axis. */
export interface Slot extends Datagram {
  /** Stream offset, in bytes. */
  readonly start: number
  /** Whether a packet with it was captured. */
  captured: boolean
  /** Whether it was seen leaving on a wire but never arriving. */
  isLostOnWire: boolean
}

/** A datagram of a lane and the slot in which it was found. */
interface Placed {
  readonly at: number
  readonly datagram: Datagram
  /** Its index in the order of the log. */
  readonly logged: number
}

/** In `received`: the recv has less than all of the datagram. */
export const CUT = 2 ** 31

/** One lane: its datagrams in the order of the log, and where they are on the axis. */
interface Side {
  readonly lane: LaneColumns
  readonly all: Datagram[]
  /** For each row of the lane, its slot. */
  rows: number[]
  /** For each slot in which one of the lane's datagrams is, that datagram's index in the order of the log. */
  logged: number[]
  /** Datagrams whose slot was found since the lanes were last read. */
  found: Placed[]
  /** Finds a datagram of this lane on the axis. */
  match: DatagramMatch
}

/**
 * The axis: sent datagram `i` is `[start, end)`, with as many bytes as it has, right after the one before. If no send is
 * known, the captured datagrams are the axis, or else the received ones. Datagrams that are not found among these come
 * after them all, until they are found.
 */
export class Datagrams {
  /** Counts how often rows of a lane moved or disappeared, for code that keeps results of them. */
  revision = 0
  /** The lane that is the axis. */
  get base(): LaneKind {
    return this.#base.lane.kind
  }
  get lane(): LaneName {
    return this.#base.lane.name
  }
  readonly #log: LogBytes
  /** In the order in which datagrams pass them. The first that has any is the axis. */
  readonly #sides: readonly Side[]
  #base: Side
  /** The lane of the reader's calls. */
  readonly #reader: Side
  #slots: Slot[] = []
  #received: Uint32Array<ArrayBuffer> = new Uint32Array(0)
  /** Captured and received datagrams without a slot. */
  #waiting: { readonly side: Side; readonly index: number }[] = []
  /** How many slots the axis has; later slots are for datagrams that wait. */
  #axis = 0
  /** How many slots the axis had, and how many datagrams waited, when slots were last searched without success. */
  #tried = { axis: 0, waiting: 0 }
  #isSettled = true

  /** `lanes` in the order in which datagrams pass them; the last one is the reader's. */
  constructor(lanes: readonly LaneColumns[], log: LogBytes) {
    this.#log = log
    this.#sides = lanes.map((lane) => ({
      lane,
      all: [],
      rows: [],
      logged: [],
      found: [],
      match: new DatagramMatch(this.#slots, log),
    }))
    this.#reader = this.#sides.at(-1) as Side
    this.#base = this.#reader
  }

  /** How many datagrams are on the axis; what comes after them is not known to have been sent. */
  get count(): number {
    this.settle()
    return this.#axis
  }

  /** Datagram `index` of the axis, which is below `count`. */
  slot(index: number): Readonly<Slot> {
    return this.#slots[index] as Slot
  }

  /**
   * For each datagram of the axis: 0 if no recv has it, else 1 plus the recv's index in the order of the log, plus `CUT`
   * if the recv has only a part. The first `count` places are valid, until the log grows.
   */
  get received(): Uint32Array {
    this.settle()
    return this.#received
  }

  /** The recv that has datagram `index` of the axis. */
  recvOf(index: number): Datagram | undefined {
    const received = this.received[index] as number
    return received === 0 ? undefined : this.#reader.all[(received % CUT) - 1]
  }

  /** When the datagrams left that were lost on the wire, in the order of the log. */
  get lostOnWire(): readonly number[] {
    return this.#sides.flatMap(({ all }) => all.filter(({ isLost }) => isLost).map(({ time }) => time))
  }

  /** Whether any of its packets were captured. */
  get isCaptured(): boolean {
    return this.#sides.some(({ lane, all }) => isCapture(lane) && all.length > 0)
  }

  /** Whether it has no datagram at all. */
  get isEmpty(): boolean {
    return this.#sides.every(({ all }) => all.length === 0)
  }

  /** What the reader received, in the order of the log. It is always the same list, which grows. */
  get read(): readonly Datagram[] {
    return this.#reader.all
  }

  /** Like `read`, or if no recv is known, what was seen nearest to the reader. */
  get nearestToReader(): readonly Datagram[] {
    return (this.#sides.findLast(({ all }) => all.length > 0) ?? this.#reader).all
  }

  /** How many datagrams of that kind there are. */
  countOf(kind: LaneKind): number {
    return this.#side(kind).all.length
  }

  /** The index, in the order of the log, of the datagram in row `row` of that kind's lane. */
  loggedOf(kind: LaneKind, row: number): number {
    this.settle()
    const { logged, rows } = this.#side(kind)
    return logged[rows[row] as number] as number
  }

  #side(kind: LaneKind): Side {
    const side = this.#sides.find(({ lane }) => lane.kind === kind)
    if (!side) throw new Error(`datagrams have no lane of kind ${kind}`)
    return side
  }

  add(kind: LaneKind, datagram: Datagram): void {
    const side = this.#side(kind)
    const index = side.all.push(datagram) - 1
    if (this.#sides.indexOf(side) < this.#sides.indexOf(this.#base)) this.#rebase(side)
    else this.#take(side, index)
    this.#isSettled = false
  }

  /** Puts new datagrams on the lanes. Call it before reading them. */
  settle(): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#dropTail()
    this.#match()
    for (const side of this.#sides) {
      this.#put(side, side.found)
      side.found = []
    }
    this.#layTail()
  }

  /**
   * Searches slots for new datagrams while their bytes are still in memory, without changing the lanes. Those that found
   * none are tried again only when a fourth as many have come, so that the total time stays linear.
   */
  keepUp(): void {
    const { length } = this.#waiting
    if ((length - this.#tried.waiting) * 4 < length) return
    this.#dropTail()
    this.#match()
  }

  #rebase(base: Side): void {
    this.#base = base
    this.#slots = []
    this.#axis = 0
    this.#waiting = []
    this.#tried = { axis: 0, waiting: 0 }
    for (const side of this.#sides) side.match = new DatagramMatch(this.#slots, this.#log)
    this.revision += 1
    for (const side of this.#sides) {
      side.lane.clear()
      side.rows = []
      side.logged = []
      side.found = []
      side.all.forEach((_, index) => this.#take(side, index))
    }
  }

  #take(side: Side, index: number): void {
    if (side !== this.#base) {
      this.#waiting.push({ side, index })
      return
    }
    this.#dropTail()
    this.#pushSlot(side, index)
    this.#axis = this.#slots.length
  }

  #pushSlot(side: Side, index: number): void {
    const datagram = side.all[index] as Datagram
    const before = this.#slots.at(-1)
    const at = this.#slots.length
    this.#slots.push({
      ...datagram,
      start: before ? before.start + before.length : 0,
      captured: isCapture(side.lane),
      isLostOnWire: datagram.isLost ?? false,
    })
    this.#received = withRoom(this.#received, at + 1)
    this.#received[at] = 0
    this.#put(side, [{ at, datagram, logged: index }])
  }

  /** Searches the slots of the waiting datagrams. */
  #match(): void {
    const { axis, waiting } = this.#tried
    // Without new slots, datagrams that found none before find none now.
    const first = this.#axis > axis ? 0 : waiting
    const left = this.#waiting.slice(first).filter(({ side, index }) => {
      const placed = this.#placeOf(side, index)
      if (placed) side.found.push(placed)
      return placed === undefined
    })
    this.#waiting = first === 0 ? left : [...this.#waiting.slice(0, first), ...left]
    this.#tried = { axis: this.#axis, waiting: this.#waiting.length }
  }

  #placeOf(side: Side, index: number): Placed | undefined {
    const datagram = side.all[index] as Datagram
    const at = side.match.take(datagram)
    const slot = this.#slots[at]
    if (!slot) return undefined
    if (isCapture(side.lane)) {
      slot.captured = true
      slot.isLostOnWire = datagram.isLost ?? false
    } else if (side === this.#reader)
      this.#received[at] = index + 1 + (datagram.length < slot.length ? CUT : 0)
    return { at, datagram, logged: index }
  }

  /** Inserts rows for these slots into a lane, in the order of slots. */
  #put(side: Side, placed: readonly Placed[]): void {
    if (placed.length === 0) return
    const { rows: known, lane } = side
    const rows = new Rows()
    const slots: number[] = []
    for (const { at, datagram, logged } of placed.toSorted((a, b) => a.at - b.at)) {
      side.logged[at] = logged
      const { start } = this.#slots[at] as Slot
      rows.add({ ...datagram, index: firstBehind(known, at), start, end: start + datagram.length })
      slots.push(at)
    }
    if ((rows.indices[0] as number) < known.length) {
      this.revision += 1
      side.rows = merged(known, slots, rows.indices)
    } else for (const at of slots) known.push(at)
    lane.insert(rows)
  }

  #dropTail(): void {
    if (this.#slots.length === this.#axis) return
    this.#slots.length = this.#axis
    this.revision += 1
    for (const { rows, lane } of this.#sides) {
      while (rows.length > 0 && (rows.at(-1) as number) >= this.#axis) rows.pop()
      lane.truncate(rows.length)
    }
  }

  /** Puts waiting datagrams after the axis, lane by lane; equal ones of different lanes share a slot. */
  #layTail(): void {
    if (this.#waiting.length === 0) return
    const tail: Datagram[] = []
    for (const side of this.#sides) {
      const found: Placed[] = []
      const match = new DatagramMatch([...tail], this.#log)
      for (const { index } of this.#waiting.filter((each) => each.side === side)) {
        const datagram = side.all[index] as Datagram
        const at = match.take(datagram)
        if (at >= 0) found.push({ at: this.#axis + at, datagram, logged: index })
        else {
          tail.push(datagram)
          this.#pushSlot(side, index)
        }
      }
      this.#put(side, found)
    }
  }
}

const isCapture = ({ kind }: LaneColumns): boolean => kind === 'segment'

/** The index of the first row whose slot comes after `at`; rows are in the order of their slots. */
const firstBehind = (rows: readonly number[], at: number): number => bisectRight(rows, at, 0, rows.length)

/** The slots of a lane's rows with the new ones inserted, each before the row with its index. */
const merged = (known: readonly number[], put: readonly number[], indices: Float64Array): number[] => {
  const all: number[] = []
  let from = 0
  put.forEach((at, k) => {
    for (; from < (indices[k] as number); from += 1) all.push(known[from] as number)
    all.push(at)
  })
  for (; from < known.length; from += 1) all.push(known[from] as number)
  return all
}
