// Which sent datagram a captured or received one is: the earliest that is not yet taken and whose bytes are the same,
// found by hash, so that a million of them take no longer than a thousand do, each.
import type { LogBytes } from '../log/log-bytes.ts'

/** A datagram as one lane knows it. */
export interface Datagram {
  /** Bytes that the lane says it had; for a recv, that it returned. */
  readonly length: number
  /** How many of them the log has, at `place`. */
  readonly kept: number
  readonly place: number
  /** Nanoseconds after the epoch: the call was made or the packet captured, and the call returned. */
  readonly time: number
  readonly done: number
  /** What a recv asked for; NaN for the others. */
  readonly limit: number
  /** Whether it was seen leaving on a wire that was seen at both ends, and never arriving. */
  readonly isLost?: boolean
}

/** Programs' and capture's clocks may differ by so much, in nanoseconds; nothing is received before it was sent. */
const CLOCKS_APART = 1e6
/** Lengths by whose first bytes datagrams are kept findable: recv limits that were met, and where a capture cut. */
const MAX_LENGTHS = 64
/** Datagrams of the same hash that are compared before one is given up. */
const MAX_COMPARED = 1_000

/** Stands for "the whole datagram" among the lengths. */
const WHOLE = -1

interface Queue {
  readonly indices: number[]
  head: number
}

export class DatagramMatch {
  readonly #log: LogBytes
  readonly #slots: readonly Datagram[]
  readonly #taken: boolean[] = []
  /** By length, then by the hash of so many first bytes: the slots in order. */
  readonly #queues = new Map<number, Map<number, Queue>>([[WHOLE, new Map()]])
  /** Lengths at which a capture cut slots. */
  readonly #cuts = new Set<number>()
  #offered = 0

  /** `slots` is the datagrams in the order sent; it may grow behind. */
  constructor(slots: readonly Datagram[], log: LogBytes) {
    this.#slots = slots
    this.#log = log
  }

  /** Takes the earliest slot that `datagram` can be; its index, or -1 where there is none. */
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

  /** The slots by their first `length` bytes, gathered when they are first asked for. */
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

  /** FNV-1a of the first `length` bytes; `undefined` where the log has them no more. */
  #hash({ place }: Datagram, length: number): number | undefined {
    if (length > 0 && !this.#log.has(place)) return undefined
    let hash = 0x811c9dc5 ^ length
    for (const byte of length > 0 ? this.#log.view(place, length) : [])
      hash = Math.imul(hash ^ byte, 0x01000193)
    return hash
  }
}
