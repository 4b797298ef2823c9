// The page's one owner of the animation frame: moves what moves, then draws each canvas once.

/** Told the frame's time in milliseconds; goes on as long as it says `true`. */
export type Mover = (now: number) => boolean

export class FrameLoop {
  readonly #movers = new Set<Mover>()
  readonly #drawers = new Set<() => void>()
  #asked = 0

  /** Adds what draws a canvas; call the result to let go. */
  drawWith(draw: () => void): () => void {
    this.#drawers.add(draw)
    this.request()
    return () => {
      this.#drawers.delete(draw)
    }
  }

  request(): void {
    if (this.#asked === 0) this.#asked = requestAnimationFrame(this.#frame)
  }

  move(mover: Mover): void {
    this.#movers.add(mover)
    this.request()
  }

  stop(mover: Mover): void {
    this.#movers.delete(mover)
  }

  readonly #frame = (now: number): void => {
    this.#asked = 0
    for (const mover of this.#movers) if (!mover(now)) this.#movers.delete(mover)
    for (const draw of this.#drawers) draw()
    if (this.#movers.size > 0) this.request()
  }
}
