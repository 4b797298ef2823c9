// How long a replay takes for each stretch between two moments. Only arithmetic; the page's clock is elsewhere.
import { bisectRight } from 'd3-array'
import { grouped } from '@unstick/session'
import type { Domain } from '../model/axis/axis.ts'
import type { Score } from '../layout/in-flight/replay-steps.ts'

/** As slow as eyes need, or a factor of real time. */
export type Pace = 'seen' | number

/** From one moment to the next, in nanoseconds after the epoch. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Milliseconds of the replay. */
  readonly lasts: number
  /** Whether it is shown faster than the pace, because nothing moves in it. */
  readonly skipped: boolean
}

/** Milliseconds of a stretch at the pace `seen`: a fixed part, and a part for every tenfold of its length. */
const LEAST = 500
const TENFOLD = 350
/** Stretches much shorter than this, in nanoseconds, all take about the same time. */
const SHORT = 20_000
/** The longest time, in milliseconds, for what comes before the first moment or after the last. */
const EDGE = 1_000
/** The longest replay at the pace `seen`, and the time of a skipped quiet stretch, in milliseconds. */
const MOST = 24_000
const QUIET = 2_000
/** Milliseconds in which the pace `Infinity` shows everything. */
const FASTEST = 1_000
const MILLISECOND = 1e6

export class Tempo {
  readonly #times: Float64Array
  readonly #lasts: Float64Array
  readonly #skipped: Uint8Array

  /** Without a score there are too many moments to give each its own time, so everything runs evenly. */
  constructor([from, to]: Domain, score: Score | undefined, pace: Pace, skip: boolean) {
    const moments = score?.moments.filter((moment) => moment > from && moment < to) ?? new Float64Array(0)
    const times = Float64Array.of(from, ...moments, to)
    const count = times.length - 1
    const lasts = new Float64Array(count)
    this.#skipped = new Uint8Array(count)
    this.#times = times
    this.#lasts = lasts
    for (let i = 0; i < count; i += 1) {
      const size = (times[i + 1] as number) - (times[i] as number)
      if (pace === 'seen') {
        const seen = LEAST + TENFOLD * Math.log10(1 + size / SHORT)
        lasts[i] = score === undefined ? MOST : i === 0 || i === count - 1 ? Math.min(seen, EDGE) : seen
        continue
      }
      lasts[i] = pace === Infinity ? (FASTEST * size) / (to - from || 1) : size / MILLISECOND / pace
      if (skip && (lasts[i] as number) > QUIET && !isMoving(score, times[i] as number)) {
        lasts[i] = QUIET
        this.#skipped[i] = 1
      }
    }
    const whole = lasts.reduce((sum, each) => sum + each, 0)
    if (pace === 'seen' && whole > MOST)
      for (let i = 0; i < count; i += 1) lasts[i] = ((lasts[i] as number) * MOST) / whole
  }

  stretchAt(time: number): Stretch {
    const i = Math.max(0, Math.min(bisectRight(this.#times, time) - 1, this.#lasts.length - 1))
    return {
      from: this.#times[i] as number,
      to: this.#times[i + 1] as number,
      lasts: this.#lasts[i] as number,
      skipped: this.#skipped[i] === 1,
    }
  }

  /** Where a replay at `time` is after that many milliseconds, but never after the end. */
  after(time: number, milliseconds: number): number {
    const end = this.#times.at(-1) as number
    let [at, left] = [time, milliseconds]
    while (at < end) {
      const { from, to, lasts } = this.stretchAt(at)
      const rest = ((to - at) / (to - from)) * lasts
      if (rest > left) return at + ((to - from) * left) / lasts
      left -= rest
      at = to
    }
    return end
  }
}

const isMoving = (score: Score | undefined, from: number): boolean => {
  if (!score) return false
  const i = bisectRight(score.moments, from) - 1
  return i >= 0 && score.moving[i] === 1
}

/** `1/50 of real time`, `4 × real time`: two significant digits. */
export const paceText = ({ from, to, lasts }: Stretch): string => {
  const factor = (to - from) / MILLISECOND / lasts
  if (factor >= 0.95) return factor < 1.05 ? 'real time' : `${rounded(factor)} × real time`
  return `1/${rounded(1 / factor)} of real time`
}

const rounded = (value: number): string =>
  grouped(value < 10 ? Math.round(value * 10) / 10 : Number(value.toPrecision(2)))
