// Finds which sent datagram a captured or received one is: the earliest that is not taken yet and has the same bytes.
// It finds it by hash, so that each of a million takes no longer than each of a thousand.
import type { LogBytes } from '../log/log-bytes.ts'

/** A datagram as one lane knows it. */
export interface Datagram {
  /** How many bytes it had on this lane; for a recv, how many it returned. */
  readonly length: number
  /** How many of them are in the log, at `place`. */
  readonly kept: number
  readonly place: number
  /** Nanoseconds after the epoch: the call was made or the packet captured, and the call returned. */
  readonly time: number
  readonly done: number
  /** A recv's limit; NaN for the others. */
  readonly limit: number
  /** Whether it was seen leaving but never arriving, on a wire that was captured at both ends. */
  readonly isLost?: boolean
}

/** How much the programs' and the capture's clocks may differ, in nanoseconds. Nothing is received before it was sent. */
const CLOCKS_APART = 1e6
/** The most lengths by whose first bytes datagrams can be found: recv limits that truncated, and capture cuts. */
const MAX_LENGTHS = 64
/** How many datagrams of the same hash are compared before one is given up. */
const MAX_COMPARED = 1_000

/** The length that means "the whole datagram". */
const WHOLE = -1

interface Queue {
  readonly indices: number[]
  head: number
}

export class DatagramMatch {
  readonly #log: LogBytes
  readonly #slots: readonly Datagram[]
  readonly #taken: boolean[] = []
  /** The slots in order, by length and then by the hash of that many first bytes. */
  readonly #queues = new Map<number, Map<number, Queue>>([[WHOLE, new Map()]])
  /** Lengths at which a capture cut slots. */
  readonly #cuts = new Set<number>()
  #offered = 0

  /** `slots` are the datagrams in the order sent; more may be added at the end. */
  constructor(slots: readonly Datagram[], log: LogBytes) {
    this.#slots = slots
    this.#log = log
  }

  /** Takes the earliest slot that `datagram` can be. Returns its index, or -1 if there is none. */
  take(datagram: Datagram): number {
    for (; this.#offered < this.#slots.length; this.#offered += 1) this.#offer(this.#offered)
    const { length, kept, limit } = datagram
    const cut = kept < length || length === limit
    const lengths = [cut ? kept : WHOLE, ...[...this.#cuts].filter((at) => at <= kept)]
    const found = lengths
      .map((at) => this.#find(datagram, at))
      .reduce((a, b) => (b >= 0 && (a < 0 || b < a) ? b : a), -1)
    if (found >= 0) this.#taken[found] = true
    return found
  }

  #offer(index: number): void {
    const slot = this.#slots[index] as Datagram
    if (slot.kept < slot.length && !this.#cuts.has(slot.kept) && this.#cuts.size < MAX_LENGTHS) {
      this.#cuts.add(slot.kept)
      this.#queuesOf(slot.kept)
    }
    for (const [length, queues] of this.#queues) this.#enqueue(index, length, queues)
  }

  #enqueue(index: number, length: number, queues: Map<number, Queue>): void {
    const slot = this.#slots[index] as Datagram
    if (this.#taken[index] || (length === WHOLE ? slot.kept < slot.length : slot.kept < length)) return
    const hash = this.#hash(slot, length === WHOLE ? slot.kept : length)
    if (hash === undefined) return
    const queue = queues.get(hash)
    if (queue) queue.indices.push(index)
    else queues.set(hash, { indices: [index], head: 0 })
  }

  /** The slots by their first `length` bytes, collected when first needed. */
  #queuesOf(length: number): Map<number, Queue> | undefined {
    const known = this.#queues.get(length)
    if (known || this.#queues.size > MAX_LENGTHS) return known
    const queues = new Map<number, Queue>()
    for (let index = 0; index < this.#offered; index += 1) this.#enqueue(index, length, queues)
    this.#queues.set(length, queues)
    return queues
  }

  #find(datagram: Datagram, length: number): number {
    const hash = this.#hash(datagram, length === WHOLE ? datagram.kept : length)
    const queue = hash === undefined ? undefined : this.#queuesOf(length)?.get(hash)
    if (!queue) return -1
    const { indices } = queue
    while (this.#taken[indices[queue.head] as number]) queue.head += 1
    const end = Math.min(indices.length, queue.head + MAX_COMPARED)
    for (let k = queue.head; k < end; k += 1) {
      const index = indices[k] as number
      if (!this.#taken[index] && this.#isSame(this.#slots[index] as Datagram, datagram)) return index
    }
    return -1
  }

  #isSame(slot: Datagram, datagram: Datagram): boolean {
    const { length, limit } = datagram
    if (slot.time > datagram.done + CLOCKS_APART) return false
    if (length !== slot.length && !(length === limit && length < slot.length)) return false
    return this.#log.same(slot.place, datagram.place, Math.min(slot.kept, datagram.kept))
  }

  /** FNV-1a of the first `length` bytes; `undefined` if the log no longer has them. */
  #hash({ place }: Datagram, length: number): number | undefined {
    if (length > 0 && !this.#log.has(place)) return undefined
    let hash = 0x811c9dc5 ^ length
    for (const byte of length > 0 ? this.#log.view(place, length) : [])
      hash = Math.imul(hash ^ byte, 0x01000193)
    return hash
  }
}
