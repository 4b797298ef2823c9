// Finds the colour that most bytes of a range have, without looking at every run in it.
import { type ColourRuns, Growth, withRoom } from '@unstick/session'
import { firstAbove, firstFrom } from '../bisect.ts'
import { paletteSize, runAt, tintOf } from './colour-runs.ts'

/** Runs between two samples. */
const STRIDE = 8

/** Finds the main colour of ranges over growing runs. Callers ask from left to right. */
export class TintWeights {
  readonly #samples = new Samples()
  readonly #weights = new Float64Array(paletteSize)
  #runs: ColourRuns | undefined
  /** The run found last, because pixels are asked for from left to right. */
  #at = 0

  /** The tint that most bytes in `[start, end)` have, counting whole runs; `undefined` if there is no run. */
  main(runs: ColourRuns, start: number, end: number): number | undefined {
    const first = this.#runFrom(runs, start)
    if (first >= runs.count || (runs.starts[first] as number) >= end) return undefined
    const last = firstFrom(runs.starts, end, first + 1, runs.count)
    if (last - first === 1) return tintOf(runs, first)
    this.#weights.fill(0)
    const from = Math.ceil(first / STRIDE)
    const to = Math.floor(Math.min(last, runs.settled) / STRIDE)
    if (to <= from) this.#weigh(runs, first, last)
    else {
      this.#weigh(runs, first, from * STRIDE)
      this.#weighSamples(this.#samples.advance(runs), from * paletteSize, to * paletteSize)
      this.#weigh(runs, to * STRIDE, last)
    }
    return this.#heaviest()
  }

  /** Like `runAt`, but continues from the run found last if that does not come after `start`. */
  #runFrom(runs: ColourRuns, start: number): number {
    const at = this.#at
    const ahead = this.#runs === runs && (at === 0 || (runs.ends[at - 1] as number) <= start)
    this.#runs = runs
    this.#at = ahead ? firstAbove(runs.ends, start, at, runs.count) : runAt(runs, start)
    return this.#at
  }

  #weigh(runs: ColourRuns, first: number, last: number): void {
    const weights = this.#weights
    for (let run = first; run < last; run += 1) {
      const tint = tintOf(runs, run)
      weights[tint] = (weights[tint] as number) + sizeOfRun(runs, run)
    }
  }

  #weighSamples(samples: Float64Array, from: number, to: number): void {
    const weights = this.#weights
    for (let tint = 0; tint < paletteSize; tint += 1) {
      const between = (samples[to + tint] as number) - (samples[from + tint] as number)
      weights[tint] = (weights[tint] as number) + between
    }
  }

  #heaviest(): number {
    let best = 0
    for (let tint = 1; tint < paletteSize; tint += 1)
      if ((this.#weights[tint] as number) > (this.#weights[best] as number)) best = tint
    return best
  }
}

/** Samples only settled runs: the others may change, and there are few of them. */
class Samples {
  #sums = new Float64Array(paletteSize)
  #count = 0
  readonly #growth = new Growth()
  #samples = new Float64Array(paletteSize)

  /** Bytes of each tint before run `k · STRIDE`, at `[k · paletteSize + tint]`. */
  advance(runs: ColourRuns): Float64Array {
    if (!this.#growth.continues(runs)) {
      this.#count = 0
      this.#sums.fill(0)
    }
    const size = (Math.floor(runs.settled / STRIDE) + 1) * paletteSize
    this.#samples = withRoom(this.#samples, size)
    const sums = this.#sums
    for (let run = this.#count; run < runs.settled; run += 1) {
      const tint = tintOf(runs, run)
      sums[tint] = (sums[tint] as number) + sizeOfRun(runs, run)
      if ((run + 1) % STRIDE === 0) this.#samples.set(sums, ((run + 1) / STRIDE) * paletteSize)
    }
    this.#count = runs.settled
    return this.#samples
  }
}

const sizeOfRun = (runs: ColourRuns, run: number): number =>
  (runs.ends[run] as number) - (runs.starts[run] as number)
