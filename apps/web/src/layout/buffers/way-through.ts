// Where ribbons go through a buffer: when their bytes came in and went out, and how many lay below them then.
import { bisectRight } from 'd3-array'
import type { Through } from '../layout.ts'
import type { Scale } from '../axis/scale.ts'
import { bytesBy, momentOfByte } from '../../model/buffers/in-order.ts'
import type { Lying } from '../../model/buffers/lying.ts'

export class WayThrough {
  readonly #place: Lying
  readonly #scale: Scale
  readonly #buffer: number
  readonly #until: number
  readonly #x0: number[] = []
  readonly #x1: number[] = []
  readonly #in: number[] = []
  readonly #out: number[] = []
  readonly #size: number[] = []

  /** `buffer`: the index of its layout. */
  constructor(place: Lying, buffer: number, scale: Scale, until: number | undefined) {
    this.#place = place
    this.#buffer = buffer
    this.#scale = scale
    this.#until = until ?? Infinity
  }

  /** Stream bytes `[start, end)`. */
  add(start: number, end: number): void {
    const { came, taken } = this.#place
    const since = momentOfByte(came, start)
    const left = momentOfByte(taken, start)
    this.#x0.push(since > this.#until ? NaN : this.#scale.px(since))
    this.#x1.push(left > this.#until ? NaN : this.#scale.px(left))
    this.#in.push(Math.max(0, start - bytesBy(taken, since)))
    const first = bisectRight(taken.ends, start, 0, taken.count)
    this.#out.push(first < taken.count ? Math.max(0, start - (taken.starts[first] as number)) : 0)
    this.#size.push(end - start)
  }

  columns(): Through {
    return {
      buffer: this.#buffer,
      x0: Float32Array.from(this.#x0),
      x1: Float32Array.from(this.#x1),
      in: Float64Array.from(this.#in),
      out: Float64Array.from(this.#out),
      size: Float64Array.from(this.#size),
    }
  }
}
