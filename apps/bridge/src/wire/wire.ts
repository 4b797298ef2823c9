// The wire between two hosts. It takes each frame that leaves one host and gives it to the other when it is due,
// unless it is lost. It uses no socket and no clock; `wire-process.ts` does.
import { DueQueue } from './due-queue.ts'
import { type Fate, WireDirection } from './direction.ts'
import type { WireSettings } from './settings.ts'

/** One of the two hosts. */
export type End = 0 | 1

export interface Arrival {
  /** The host at which it arrives. */
  readonly at: End
  /** When it was due to arrive, in nanoseconds. */
  readonly due: number
  readonly frame: Uint8Array
  /** The packet's number, in the order in which packets left. */
  readonly packet: number
}

/** The most bytes on their way. A frame beyond that is lost, as if the queue were full. */
const MOST_ON_THE_WAY = 256 * 1024 * 1024

export class Wire {
  readonly #directions: readonly [WireDirection, WireDirection]
  readonly #queue = new DueQueue<Arrival>()
  #onTheWay = 0
  #packets = 0

  constructor(settings: WireSettings) {
    this.#directions = [new WireDirection(settings, 0), new WireDirection(settings, 1)]
  }

  /** When the next frame is due, in nanoseconds; `undefined` if none is on its way. */
  get nextDue(): number | undefined {
    return this.#queue.nextDue
  }

  /** The number of the packet taken last, counted from 1. */
  get packet(): number {
    return this.#packets
  }

  /** Takes a frame that left the host `from` at `now`. Copies it if it will arrive. Returns its fate. */
  take(from: End, frame: Uint8Array, now: number): Fate {
    this.#packets += 1
    const fate =
      this.#onTheWay > MOST_ON_THE_WAY
        ? ({ lost: 'queue' } as const)
        : this.#directions[from].take(frame.length, now)
    if ('lost' in fate) return fate
    const kept = frame.slice()
    for (const due of fate.arrivals) {
      this.#queue.add(due, { at: from === 0 ? 1 : 0, due, frame: kept, packet: this.#packets })
      this.#onTheWay += kept.length
    }
    return fate
  }

  /** The next frame that is due at `now`. */
  arrive(now: number): Arrival | undefined {
    const arrival = this.#queue.take(now)
    if (arrival) this.#onTheWay -= arrival.frame.length
    return arrival
  }
}
