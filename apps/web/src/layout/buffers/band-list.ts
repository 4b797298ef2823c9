// Collects the bands of a buffer moment by moment. Bytes that lie on at the same height make one band.
import type { Bands } from '../layout.ts'

interface Band {
  readonly key: number
  readonly x0: number
  x1: number
  readonly from: number
  readonly to: number
  readonly tint: number
  readonly isHeader: boolean
}

export class BandList {
  readonly #closed: Band[] = []
  #open = new Map<number, Band>()
  #next = new Map<number, Band>()
  #x0 = 0
  #x1 = 0

  /** The content from `x0` to `x1` comes next. */
  begin(x0: number, x1: number): void {
    this.#turn()
    this.#x0 = x0
    this.#x1 = x1
  }

  /** `key`: what lies there. `from` and `to`: bytes above the ground. */
  add(key: number, from: number, to: number, tint: number, isHeader: boolean): void {
    const before = this.#open.get(key)
    if (before?.from === from && before.to === to && before.tint === tint) {
      before.x1 = this.#x1
      this.#open.delete(key)
      this.#next.set(key, before)
    } else this.#next.set(key, { key, x0: this.#x0, x1: this.#x1, from, to, tint, isHeader })
  }

  end(): void {
    this.#turn()
    this.#turn()
  }

  /** Bands at least that wide that have words, from left to right. */
  widest(least: number): readonly Band[] {
    return this.#closed.filter(({ key, x0, x1 }) => key >= 0 && x1 - x0 >= least).sort((a, b) => a.x0 - b.x0)
  }

  columns(): Bands {
    const all = this.#closed
    return {
      x0: Float32Array.from(all, ({ x0 }) => x0),
      x1: Float32Array.from(all, ({ x1 }) => x1),
      from: Float64Array.from(all, ({ from }) => from),
      to: Float64Array.from(all, ({ to }) => to),
      tint: Uint8Array.from(all, ({ tint }) => tint),
      pale: Uint8Array.from(all, ({ isHeader }) => Number(isHeader)),
    }
  }

  #turn(): void {
    this.#closed.push(...this.#open.values())
    this.#open = this.#next
    this.#next = new Map()
  }
}
