// The arithmetic of the two axes. Time is one straight line; bytes are straight pieces, so that a message of nine bytes
// stays readable next to one of three thousand. An axis maps values to places, a scale maps them to pixels.
import type { AxisLine } from '../../model/axis/axis-line.ts'
import { bisectLeft, bisectRight } from 'd3-array'
import type { Domain } from '../../model/axis/axis.ts'
import type { Knots } from '../layout.ts'
import { firstAbove } from '../../model/bisect.ts'

/** Where the last value was found, because the next one is usually near it. */
interface Cursor {
  at: number
}

/** Straight between knots; outside them it continues with the whole line's slope. */
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
  readonly invert: (px: number) => number
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
    invert: (px) => follow(line.places, line.values, from + px / perPlace, values),
  }
}

/** The same scale from a layout's knots, for the page to use between two answers of the worker. */
export const scaleOfKnots = ({ values, px }: Knots): Scale => {
  const there: Cursor = { at: 0 }
  const back: Cursor = { at: 0 }
  return {
    px: (value) => follow(values, px, value, there),
    invert: (at) => follow(px, values, at, back),
  }
}

const MOST_KNOTS = 4_096

/** The knots of a view and of one width on each side, and the line's ends. */
export const knotsOf = (line: AxisLine, scale: Scale, width: number): Knots => {
  const low = scale.invert(-width)
  const high = scale.invert(2 * width)
  const first = bisectRight(line.values, low)
  const end = Math.max(first, bisectLeft(line.values, high))
  const stride = Math.max(1, Math.ceil((end - first) / MOST_KNOTS))
  const values = new Float64Array(Math.ceil((end - first) / stride) + 2)
  values[0] = low
  for (let k = 1; k < values.length - 1; k += 1) values[k] = line.values[first + (k - 1) * stride] as number
  values[values.length - 1] = high
  return { values, px: values.map((value) => scale.px(value)) }
}
