// The one motion without measured moments: captured bytes sink into the receive buffer, and a lost datagram fades. It
// takes a short fixed time on the page's own clock, even while a replay is paused, and no time if the user wants no
// motion.
import { easeCubicInOut } from 'd3-ease'
import { prefersReducedMotion } from 'svelte/motion'
import type { FrameLoop } from '../../ui/frame-loop.ts'
import type { InFlightLayout } from '../../layout/in-flight-layout.ts'

/** Milliseconds. */
const LASTS = 380

export class Landing {
  readonly #frames: Pick<FrameLoop, 'move'>
  readonly #clock: () => number
  /** When a piece began to sink, by its hop and its first byte. */
  readonly #begun = new Map<string, number>()
  #before: readonly InFlightLayout[] | undefined
  #now = 0

  /** `clock`: milliseconds, the same as the frames get. */
  constructor(frames: Pick<FrameLoop, 'move'>, clock = () => performance.now()) {
    this.#frames = frames
    this.#clock = clock
  }

  /** Takes the newest layout: pieces that are new since the last one begin to sink. */
  take(inFlight: readonly InFlightLayout[] | undefined): void {
    const before = this.#before
    this.#before = inFlight
    const since = before?.[0]?.until ?? Infinity
    if (!inFlight || !before || (inFlight[0]?.until ?? 0) < since || prefersReducedMotion.current) {
      this.#begun.clear()
      return
    }
    this.#now = this.#clock()
    inFlight.forEach(({ pieces, above }, hop) => {
      const seen = new Set(
        before[hop]?.pieces.flatMap(({ phase, key, target }) =>
          phase === 'moving' && target < 0 ? [key] : [],
        ),
      )
      for (const { key, phase, since: came } of pieces) {
        // A piece that was seen going into the receive buffer is already there.
        const landed = phase === 'waiting' && seen.has(key)
        if ((phase === 'waiting' || phase === 'lost') && came > since && !landed)
          this.#begun.set(keyOf(above, key), this.#now)
      }
    })
    if (this.#begun.size > 0) this.#frames.move(this.#tick)
  }

  /** How far a piece has sunk or faded, 0 to 1. */
  part({ above }: Pick<InFlightLayout, 'above'>, key: number): number {
    const begun = this.#begun.get(keyOf(above, key))
    return begun === undefined ? 1 : easeCubicInOut(Math.min(1, Math.max(0, this.#now - begun) / LASTS))
  }

  readonly #tick = (now: number): boolean => {
    this.#now = now
    for (const [key, begun] of this.#begun) if (now - begun >= LASTS) this.#begun.delete(key)
    return this.#begun.size > 0
  }
}

const keyOf = (above: number, key: number): string => `${above} ${key}`
