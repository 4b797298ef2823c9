// An axis as a line: values (times or bytes) and their places on it. Time is one straight line. The bytes axis is made
// of straight pieces, so that a message of nine bytes stays readable next to one of three thousand.
import type { Domain } from './axis.ts'

/** Values (ns or bytes, rising) and their places on an unbounded line, in no unit of their own. */
export interface AxisLine {
  readonly values: Float64Array
  readonly places: Float64Array
  /** Whether some piece's width differs from what its values alone would give. */
  readonly uneven: boolean
}

export const timeLine = ([from, to]: Domain): AxisLine => {
  const end = to > from ? to : from + 1_000
  return {
    values: Float64Array.of(from, end),
    places: Float64Array.of(0, end - from),
    uneven: false,
  }
}

/** A piece's width: room for a word, then growing with the square root of its bytes. */
export const pieceWidth = (bytes: number): number => 46 + 4 * Math.sqrt(bytes)

/** `boundaries`: rising stream offsets where any interval or message begins or ends. */
export const byteLine = (boundaries: Float64Array): AxisLine => {
  const values = boundaries.length > 1 ? boundaries : Float64Array.of(0, 1)
  const places = new Float64Array(values.length)
  let [least, most] = [Infinity, 0]
  for (let i = 1; i < values.length; i += 1) {
    const bytes = (values[i] as number) - (values[i - 1] as number)
    places[i] = (places[i - 1] as number) + pieceWidth(bytes)
    least = Math.min(least, bytes)
    most = Math.max(most, bytes)
  }
  return { values, places, uneven: most > least }
}

/** Every byte has the same width: `length` bytes on one straight line. */
export const linearLine = (length: number): AxisLine => {
  const end = Math.max(1, length)
  return { values: Float64Array.of(0, end), places: Float64Array.of(0, end), uneven: false }
}

/**
 * The offsets of all columns, rising, each once, with 0 first. One sweep is enough because each column already rises.
 */
export const boundariesOf = (columns: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 1))
  const at = columns.map(() => 0)
  let count = 1
  for (;;) {
    let next = Infinity
    for (let k = 0; k < columns.length; k += 1)
      next = Math.min(next, columns[k]?.[at[k] as number] ?? Infinity)
    if (next === Infinity) return all.slice(0, count)
    if (next > (all[count - 1] as number)) all[count++] = next
    for (let k = 0; k < columns.length; k += 1)
      if (columns[k]?.[at[k] as number] === next) at[k] = (at[k] as number) + 1
  }
}
