// Packets in the order in which they are due: a binary heap. Packets that are due at the same time keep their order.

interface Entry<Item> {
  readonly due: number
  readonly order: number
  readonly item: Item
}

export class DueQueue<Item> {
  readonly #heap: Entry<Item>[] = []
  #added = 0

  get size(): number {
    return this.#heap.length
  }

  /** When the first item is due; `undefined` if there is none. */
  get nextDue(): number | undefined {
    return this.#heap[0]?.due
  }

  add(due: number, item: Item): void {
    const heap = this.#heap
    const entry = { due, order: this.#added++, item }
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (!above || !isBefore(entry, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = entry
  }

  /** Takes the first item out if it is due at `now`. */
  take(now: number): Item | undefined {
    const first = this.#heap[0]
    if (!first || first.due > now) return undefined
    const last = this.#heap.pop()
    if (last && last !== first) this.#sink(last)
    return first.item
  }

  /** Puts the entry at the top and lets it sink to its place. */
  #sink(entry: Entry<Item>): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      const least = right && left && isBefore(right, left) ? right : left
      if (!least || !isBefore(least, entry)) break
      heap[at] = least
      at = least === left ? 2 * at + 1 : 2 * at + 2
    }
    heap[at] = entry
  }
}

const isBefore = (a: Entry<unknown>, b: Entry<unknown>): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order)
