// The only owner of the page's animation frame. It moves what is moving, then draws each canvas once.

/** Receives the frame's time in milliseconds. Continues as long as it returns `true`. */
export type Mover = (now: number) => boolean

export class FrameLoop {
  readonly #movers = new Set<Mover>()
  readonly #drawers = new Set<() => void>()
  #asked = 0

  /** Adds a function that draws a canvas. Call the result to remove it. */
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
