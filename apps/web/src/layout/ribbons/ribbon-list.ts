// Collects ribbons while a layout is made, and returns them as columns.
import type { RibbonLayout, Through } from '../layout.ts'

export class RibbonList {
  readonly #key: number[] = []
  readonly #uppers: number[] = []
  readonly #lowers: number[] = []
  readonly #upperRows: number[] = []
  readonly #lowerRows: number[] = []
  readonly #corners: readonly [number[], number[], number[], number[]] = [[], [], [], []]
  readonly #tint: number[] = []

  constructor(
    readonly upper: number,
    readonly lower: number,
  ) {}

  /** `key`: its first byte. `a0`, `a1`: its edges on the upper lane, `b0`, `b1` on the lower. */
  add(
    key: number,
    upper: number,
    lower: number,
    [a0, a1, b0, b1]: readonly [number, number, number, number],
    tint: number,
    [upperRow, lowerRow]: readonly [number, number] = [0, 0],
  ): void {
    this.#key.push(key)
    this.#uppers.push(upper)
    this.#lowers.push(lower)
    this.#corners[0].push(a0)
    this.#corners[1].push(a1)
    this.#corners[2].push(b0)
    this.#corners[3].push(b1)
    this.#tint.push(tint)
    this.#upperRows.push(upperRow)
    this.#lowerRows.push(lowerRow)
  }

  columns(through?: Through): RibbonLayout {
    return {
      upper: this.upper,
      lower: this.lower,
      key: Float64Array.from(this.#key),
      upperIndex: Uint32Array.from(this.#uppers),
      lowerIndex: Uint32Array.from(this.#lowers),
      upperRow: Uint8Array.from(this.#upperRows),
      lowerRow: Uint8Array.from(this.#lowerRows),
      a0: Float32Array.from(this.#corners[0]),
      a1: Float32Array.from(this.#corners[1]),
      b0: Float32Array.from(this.#corners[2]),
      b1: Float32Array.from(this.#corners[3]),
      tint: Uint8Array.from(this.#tint),
      through,
    }
  }
}
