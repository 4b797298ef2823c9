// Replay: the log's own times, at a chosen pace. If `at` is undefined, it is at the end and everything is shown.
import { easeCubicInOut } from 'd3-ease'
import { prefersReducedMotion } from 'svelte/motion'
import type { FrameLoop, Mover } from '../ui/frame-loop.ts'
import type { Domain } from '../model/axis/axis.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'
import type { StepDescription } from '../layout/in-flight/describe-step.ts'
import { type Pace, Tempo } from './tempo.ts'

export const paces: readonly { readonly name: string; readonly value: Pace }[] = [
  { name: 'slow enough to see', value: 'seen' },
  { name: '1/1000', value: 0.001 },
  { name: '1/100', value: 0.01 },
  { name: '1/10', value: 0.1 },
  { name: 'real time', value: 1 },
  { name: '10 ×', value: 10 },
  { name: 'max', value: Infinity },
]

/** Milliseconds that a step to the next moment takes. */
const GLIDE = 450

/** What a replay needs from the shown stream, and whom it notifies. */
export interface Replayed {
  readonly extent: () => Domain
  /** A different object whenever the score may differ. */
  readonly version: () => unknown
  readonly score: () => Promise<Score | undefined>
  /** The moment before or after `time`, or the state at `time`. */
  readonly step: (time: number, by: -1 | 0 | 1) => Promise<StepDescription | undefined>
  readonly say: (text: string) => void
}

export class Replay {
  playing = $state(false)
  pace = $state.raw<Pace>('seen')
  /** Whether stretches in which nothing moves are shown faster than the pace. */
  skip = $state(true)
  at = $state.raw<number>()
  readonly #frames: FrameLoop
  readonly #replayed: Replayed
  #score = $state.raw<Score>()
  #version: unknown
  #last: number | undefined
  /** Its place in time. If the user wants no motion, `at` is the moment before it. */
  #place = 0
  /** Where the current step leads. */
  #goal: number | undefined
  #glide: Mover | undefined
  /** The last requested step. Each step continues from where the one before it led. */
  #steps: Promise<void> = Promise.resolve()
  /** Rises when the replay is moved in another way, which cancels the waiting steps. */
  #moves = 0

  readonly #tempo = $derived.by(() => new Tempo(this.#replayed.extent(), this.#score, this.pace, this.skip))

  /** The stretch that is being played. */
  readonly stretch = $derived.by(() => (this.at === undefined ? undefined : this.#tempo.stretchAt(this.at)))

  constructor(frames: FrameLoop, replayed: Replayed) {
    this.#frames = frames
    this.#replayed = replayed
  }

  /** From the first moment to the last. */
  get extent(): Domain {
    return this.#replayed.extent()
  }

  /** Whether that moment is yet to come. */
  isAhead(time: number): boolean {
    return this.at !== undefined && time > this.at
  }

  toggle(): void {
    if (!this.playing) this.play()
    else {
      this.pause()
      void this.#sayWhere()
    }
  }

  play(): void {
    this.#settle()
    this.#moves += 1
    this.at ??= this.#replayed.extent()[0]
    this.#place = this.at
    this.playing = true
    this.#last = undefined
    this.#frames.move(this.#step)
  }

  pause(): void {
    this.playing = false
    this.#frames.stop(this.#step)
  }

  toStart(): void {
    this.#moves += 1
    this.#to(this.#replayed.extent()[0])
  }

  toEnd(): void {
    this.#moves += 1
    this.pause()
    this.#settle()
    this.at = undefined
  }

  seek(time: number): void {
    if (time >= this.#replayed.extent()[1]) this.toEnd()
    else {
      this.#moves += 1
      this.#to(time)
    }
  }

  /** Goes to the next (1) or the previous (-1) call or segment. */
  step(by: -1 | 1): Promise<void> {
    this.pause()
    const moves = this.#moves
    this.#steps = this.#steps.then(() => this.#stepOn(by, moves))
    return this.#steps
  }

  async #stepOn(by: -1 | 1, moves: number): Promise<void> {
    if (moves !== this.#moves) return
    const next = await this.#stepFrom(this.#goal ?? this.at, by)
    if (moves !== this.#moves) return
    if (next) {
      this.#replayed.say(next.text)
      this.#glideTo(next.time)
    } else if (by > 0) this.toEnd()
    else this.toStart()
  }

  async #sayWhere(): Promise<void> {
    const here = await this.#stepFrom(this.at, 0)
    if (here) this.#replayed.say(here.text)
  }

  /** `time` undefined: the end. */
  #stepFrom(time: number | undefined, by: -1 | 0 | 1): Promise<StepDescription | undefined> {
    return this.#replayed.step(time ?? Infinity, by)
  }

  #to(time: number): void {
    this.#settle()
    this.#place = time
    this.at = time
  }

  #glideTo(time: number): void {
    const from = this.at ?? this.#replayed.extent()[1]
    this.#to(time)
    if (prefersReducedMotion.current) return
    this.at = from
    this.#goal = time
    let begun: number | undefined
    this.#glide = (now) => {
      begun ??= now
      const part = Math.min(1, (now - begun) / GLIDE)
      this.at = part < 1 ? from + (time - from) * easeCubicInOut(part) : time
      if (part === 1) this.#goal = undefined
      return part < 1
    }
    this.#frames.move(this.#glide)
  }

  #settle(): void {
    if (this.#glide) this.#frames.stop(this.#glide)
    this.#glide = undefined
    this.#goal = undefined
  }

  /** The score is requested if the stream changed or has grown; nothing moves until it arrives. */
  #isScored(): boolean {
    const version = this.#replayed.version()
    if (version !== this.#version) {
      const first = this.#version === undefined
      this.#version = version
      void this.#replayed.score().then((score) => {
        this.#score = score
        this.#scored = true
      })
      if (first) this.#scored = false
    }
    return this.#scored
  }
  #scored = false

  readonly #step = (now: number): boolean => {
    const passed = now - (this.#last ?? now)
    this.#last = now
    if (!this.#isScored()) return true
    this.#place = this.#tempo.after(this.#place, passed)
    if (this.#place >= this.#replayed.extent()[1]) {
      this.playing = false
      this.at = undefined
      return false
    }
    this.at = prefersReducedMotion.current ? this.#tempo.stretchAt(this.#place).from : this.#place
    return true
  }
}
