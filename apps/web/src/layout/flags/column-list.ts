// Collects columns while a layout is made: rectangles in a lane's row, stacked by the colours of their bytes.
import type { Lane } from '@unstick/session'
import type { Columns } from '../layout.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'
import type { Subject } from '../../model/stream/subject.ts'

/** A column of more colours shows its first ones. */
const MOST_COLOURS = 24

export class ColumnList {
  readonly #x0: number[] = []
  readonly #x1: number[] = []
  readonly #y0: number[] = []
  readonly #y1: number[] = []
  readonly #tint: number[] = []
  readonly #row: number[] = []

  /** One interval from `x0` to `x1`; `high`: the fraction of its row's height. The first bytes are lowest. */
  stack(
    { runs }: Subject,
    lane: Lane,
    index: number,
    {
      x0,
      x1,
      high,
      row,
    }: { readonly x0: number; readonly x1: number; readonly high: number; readonly row: number },
  ): void {
    const start = lane.starts[index] as number
    const end = lane.ends[index] as number
    const first = runAt(runs, start)
    const to = Math.min(runs.count, first + MOST_COLOURS)
    const size = Math.max(1, end - start)
    for (let run = first; run < to; run += 1) {
      const from = Math.max(start, runs.starts[run] as number)
      const until = Math.min(end, runs.ends[run] as number)
      if (from > start && from >= end) break
      const y1 = 1 - (high * (from - start)) / size
      const y0 = end === start ? 1 - high : 1 - (high * (until - start)) / size
      this.add(x0, x1, y0, y1, tintOf(runs, run), row)
    }
  }

  /** `y0` and `y1`: from the upper edge, as fractions of the row's height. */
  add(x0: number, x1: number, y0: number, y1: number, tint: number, row: number): void {
    this.#x0.push(x0)
    this.#x1.push(x1)
    this.#y0.push(y0)
    this.#y1.push(y1)
    this.#tint.push(tint)
    this.#row.push(row)
  }

  columns(): Columns {
    return {
      x0: Float32Array.from(this.#x0),
      x1: Float32Array.from(this.#x1),
      y0: Float32Array.from(this.#y0),
      y1: Float32Array.from(this.#y1),
      tint: Uint8Array.from(this.#tint),
      row: Uint8Array.from(this.#row),
    }
  }
}

export const noColumns = (): Columns => new ColumnList().columns()
