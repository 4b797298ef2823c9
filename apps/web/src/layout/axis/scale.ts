// The two axes as arithmetic. Time is one straight line; bytes are straight in pieces, so that a message of nine
// bytes stays readable next to one of three thousand. An axis maps values to places, a scale maps them to pixels.
import { bisectLeft, bisectRight } from 'd3-array'
import type { Domain, Knots } from '../layout.ts'
import { firstAbove } from '../../model/bisect.ts'

/** Values (ns or bytes, rising) and their places on an unbounded line, in no unit of their own. */
export interface AxisLine {
  readonly values: Float64Array
  readonly places: Float64Array
  /** Whether the pieces have other widths than their values alone would give. */
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

/** A piece's width: room for a word, and then as the square root of its bytes. */
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

/** A byte is a byte: `length` of them on one straight line. */
export const linearLine = (length: number): AxisLine => {
  const end = Math.max(1, length)
  return { values: Float64Array.of(0, end), places: Float64Array.of(0, end), uneven: false }
}

/** The rising offsets of all columns, each once, and 0 in front: one sweep, for each column rises already. */
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

/** Where the last value was found: the next one is asked for nearby. */
interface Cursor {
  at: number
}

/** Straight between knots, and on with the whole line's slope outside of them. */
const follow = (from: Float64Array, to: Float64Array, value: number, cursor: Cursor): number => {
  const last = from.length - 1
  const first = from[0] as number
  const end = from[last] as number
  const slope = ((to[last] as number) - (to[0] as number)) / (end - first)
  if (value <= first) return (to[0] as number) + (value - first) * slope
  if (value >= end) return (to[last] as number) + (value - end) * slope
  const ahead = (from[cursor.at] as number) <= value
  const high = firstAbove(from, value, ahead ? cursor.at + 1 : 0, ahead ? last : cursor.at)
  const low = high - 1
  cursor.at = low
  const a = from[low] as number
  const b = from[high] as number
  return (to[low] as number) + (((to[high] as number) - (to[low] as number)) * (value - a)) / (b - a)
}

export interface Scale {
  readonly px: (value: number) => number
  readonly value: (px: number) => number
}

/** `domain` stretched over `width` pixels. */
export const scaleOf = (line: AxisLine, domain: Domain, width: number): Scale => {
  const places: Cursor = { at: 0 }
  const values: Cursor = { at: 0 }
  const from = follow(line.values, line.places, domain[0], places)
  const to = follow(line.values, line.places, domain[1], places)
  const perPlace = width / (to - from || 1)
  return {
    px: (value) => (follow(line.values, line.places, value, places) - from) * perPlace,
    value: (px) => follow(line.places, line.values, from + px / perPlace, values),
  }
}

/** The same scale from a layout's knots, for the page between two answers of the worker. */
export const scaleOfKnots = ({ values, px }: Knots): Scale => {
  const there: Cursor = { at: 0 }
  const back: Cursor = { at: 0 }
  return {
    px: (value) => follow(values, px, value, there),
    value: (at) => follow(px, values, at, back),
  }
}

const MOST_KNOTS = 4_096

/** The knots of a view and of one width on either side, with the line's ends. */
export const knotsOf = (line: AxisLine, scale: Scale, width: number): Knots => {
  const low = scale.value(-width)
  const high = scale.value(2 * width)
  const first = bisectRight(line.values, low)
  const end = Math.max(first, bisectLeft(line.values, high))
  const stride = Math.max(1, Math.ceil((end - first) / MOST_KNOTS))
  const values = new Float64Array(Math.ceil((end - first) / stride) + 2)
  values[0] = low
  for (let k = 1; k < values.length - 1; k += 1) values[k] = line.values[first + (k - 1) * stride] as number
  values[values.length - 1] = high
  return { values, px: values.map((value) => scale.px(value)) }
}
