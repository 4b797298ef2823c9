// Replay: the log's own times, at a chosen pace. `at` undefined is the end: everything there is.
import type { FrameLoop } from '../timeline/frame-loop.ts'
import type { Domain } from '../timeline/layout.ts'

export const paces = [
  { name: '¼×', factor: 0.25 },
  { name: '½×', factor: 0.5 },
  { name: '1×', factor: 1 },
  { name: '4×', factor: 4 },
  { name: '16×', factor: 16 },
  { name: 'max', factor: Infinity },
] as const

/** Frames in which `max` shows everything. */
const FASTEST = 60
const NANOSECONDS = 1e6

export class Replay {
  playing = $state(false)
  pace = $state(1)
  at = $state.raw<number>()
  readonly #frames: FrameLoop
  readonly #extent: () => Domain
  #last: number | undefined

  constructor(frames: FrameLoop, extent: () => Domain) {
    this.#frames = frames
    this.#extent = extent
  }

  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  play(): void {
    this.at ??= this.#extent()[0]
    this.playing = true
    this.#last = undefined
    this.#frames.move(this.#step)
  }

  pause(): void {
    this.playing = false
    this.#frames.stop(this.#step)
  }

  toStart(): void {
    this.at = this.#extent()[0]
  }

  toEnd(): void {
    this.pause()
    this.at = undefined
  }

  seek(time: number): void {
    this.at = time >= this.#extent()[1] ? undefined : time
    if (this.at === undefined) this.pause()
  }

  readonly #step = (now: number): boolean => {
    const [from, to] = this.#extent()
    const passed = (now - (this.#last ?? now)) * NANOSECONDS * this.pace
    this.#last = now
    const step = this.pace === Infinity ? (to - from) / FASTEST : passed
    const at = (this.at ?? to) + step
    if (at >= to) {
      this.playing = false
      this.at = undefined
      return false
    }
    this.at = at
    return true
  }
}
