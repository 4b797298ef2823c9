// One direction of the wire. It decides whether and when a packet arrives. It moves no bytes and reads no clock.
//
//     leaves ─▶ queue of the line (rate) ─▶ travels (delay ± jitter) ─▶ arrives
//                    │ full: lost                │ lost by chance, held back, or doubled
import { type Random, seededRandom } from './random.ts'
import type { WireSettings } from './settings.ts'

/** Why a packet never arrives: by chance, as the conditions set it, or because the queue before the line is full. */
export type LossReason = 'loss' | 'queue'

export type Fate =
  | { readonly lost: LossReason }
  /** When it arrives, in nanoseconds; twice if it was doubled. */
  | { readonly arrivals: readonly number[] }

const NANOSECONDS = 1_000_000
/** The longest that a packet waits for the line, in nanoseconds. If the queue is longer, the packet is lost. */
const LONGEST_QUEUE = 2_000 * NANOSECONDS
/** How much later a packet that is held back arrives, at least, in nanoseconds. */
const LEAST_HOLD = 1 * NANOSECONDS

export class WireDirection {
  readonly #settings: WireSettings
  readonly #random: Random
  /** When the line has sent everything that is queued. */
  #lineFree = 0
  /** The latest arrival of a packet that was not held back: jitter lets no packet overtake it. */
  #lastArrival = 0

  /** `stream` distinguishes the two directions, which share one seed. */
  constructor(settings: WireSettings, stream: number) {
    this.#settings = settings
    this.#random = seededRandom(settings.seed, stream)
  }

  /** The fate of a packet of `bytes` bytes that left at `now`, in nanoseconds. Call it in the order of leaving. */
  take(bytes: number, now: number): Fate {
    const { delay, jitter, loss, reorder, duplicate } = this.#settings
    // Draws four numbers for every packet, used or not, so that one setting never changes the choices of another.
    const lost = this.#percent(loss)
    const early = this.#random()
    const held = this.#percent(reorder)
    const doubled = this.#percent(duplicate)
    const sent = this.#sentAt(bytes, now)
    if (sent === undefined) return { lost: 'queue' }
    if (lost) return { lost: 'loss' }
    const travels = Math.max(0, delay + (2 * early - 1) * jitter) * NANOSECONDS
    const inOrder = Math.max(this.#lastArrival, Math.round(sent + travels))
    const arrival = held ? inOrder + Math.max(LEAST_HOLD, delay * NANOSECONDS) : inOrder
    if (!held) this.#lastArrival = arrival
    return { arrivals: doubled ? [arrival, arrival] : [arrival] }
  }

  /** When the line has sent the last of its bits; `undefined` if the queue is too long. */
  #sentAt(bytes: number, now: number): number | undefined {
    const { rate } = this.#settings
    if (rate === 0) return now
    const begins = Math.max(now, this.#lineFree)
    if (begins - now > LONGEST_QUEUE) return undefined
    this.#lineFree = begins + (bytes * 8 * NANOSECONDS) / rate
    return this.#lineFree
  }

  #percent(percent: number): boolean {
    return this.#random() * 100 < percent
  }
}
