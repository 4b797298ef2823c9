// The one motion that no moment measures: captured bytes sink into the receive buffer, and a lost datagram fades. It takes a
// short fixed time on the page's own clock, also while a replay stands still, and none where motion is not wanted.
import { easeCubicInOut } from 'd3-ease'
import { prefersReducedMotion } from 'svelte/motion'
import type { FrameLoop } from '../../ui/frame-loop.ts'
import type { InFlightLayout } from '../../layout/in-flight-layout.ts'

/** Milliseconds. */
const LASTS = 380

export class Landing {
  readonly #frames: Pick<FrameLoop, 'move'>
  readonly #clock: () => number
  /** When a piece began to sink, by its first byte. */
  readonly #begun = new Map<number, number>()
  #before: InFlightLayout | undefined
  #now = 0

  /** `clock`: milliseconds, the same that the frames are told. */
  constructor(frames: Pick<FrameLoop, 'move'>, clock = () => performance.now()) {
    this.#frames = frames
    this.#clock = clock
  }

  /** Takes the newest layout: what came since the one before begins to sink. */
  take(inFlight: InFlightLayout | undefined): void {
    const before = this.#before
    this.#before = inFlight
    if (!inFlight || !before || inFlight.until < before.until || prefersReducedMotion.current) {
      this.#begun.clear()
      return
    }
    this.#now = this.#clock()
    const seen = new Set(before.pieces.flatMap(({ phase, key }) => (phase === 'moving' ? [key] : [])))
    for (const { key, phase, since, origin } of inFlight.pieces) {
      // What was seen going into the receive buffer itself is there already.
      const landed = phase === 'waiting' && origin === 0 && seen.has(key)
      if ((phase === 'waiting' || phase === 'lost') && since > before.until && !landed)
        this.#begun.set(key, this.#now)
    }
    if (this.#begun.size > 0) this.#frames.move(this.#tick)
  }

  /** How far a piece has sunk or faded, 0 to 1. */
  part(key: number): number {
    const begun = this.#begun.get(key)
    return begun === undefined ? 1 : easeCubicInOut(Math.min(1, Math.max(0, this.#now - begun) / LASTS))
  }

  readonly #tick = (now: number): boolean => {
    this.#now = now
    for (const [key, begun] of this.#begun) if (now - begun >= LASTS) this.#begun.delete(key)
    return this.#begun.size > 0
  }
}
