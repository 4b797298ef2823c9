// Collects spans while a layout is made, and returns them as columns.
import type { Spans } from '../layout.ts'

export class SpanList {
  readonly key: number[] = []
  readonly x0: number[] = []
  readonly x1: number[] = []
  readonly tint: number[] = []
  readonly row: number[] = []

  add(key: number, x0: number, x1: number, tint: number, row = 0): void {
    this.key.push(key)
    this.x0.push(x0)
    this.x1.push(x1)
    this.tint.push(tint)
    this.row.push(row)
  }

  columns(): Spans {
    return {
      key: Float64Array.from(this.key),
      x0: Float32Array.from(this.x0),
      x1: Float32Array.from(this.x1),
      tint: Uint8Array.from(this.tint),
      row: Uint8Array.from(this.row),
    }
  }
}
