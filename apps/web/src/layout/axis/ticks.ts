// The axis's ticks. A tick's text depends on its value and on the distance between ticks, never on where the view
// begins, so that panning moves ticks and changes none.
import { grouped } from '@unstick/session'
import { bisectLeft, bisectRight } from 'd3-array'
import type { Tick } from '../layout.ts'
import type { AxisLine } from '../../model/axis/axis-line.ts'
import type { Scale } from './scale.ts'

/** Pixels for each character of a tick's label (11 px JetBrains Mono), and the pixels kept free beside it. */
const SIGN = 6.6
const FREE = 18

/** The smallest of 1, 2 and 5 times a power of ten that is at least `least`, and never below 1. */
export const niceStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power
}

/** For bytes of equal width: round numbers, and the stream's end. */
export const roundTicks = (scale: Scale, length: number, width: number): Tick[] => {
  const apart = labelWidth(length)
  const step = niceStep(scale.invert(apart) - scale.invert(0))
  const from = Math.max(0, Math.ceil(scale.invert(-width) / step))
  const to = Math.min(scale.invert(2 * width), length)
  const ticks: Tick[] = []
  for (let k = from; k * step <= to; k += 1) {
    const x = scale.px(k * step)
    if (k === 0 || x <= scale.px(length) - apart) ticks.push(byteTick(k * step, x, length))
  }
  if (length > 0) ticks.push(byteTick(length, scale.px(length), length))
  return ticks
}

/** Boundaries with room between them, always including the stream's end. */
export const byteTicks = (line: AxisLine, scale: Scale, width: number): Tick[] => {
  const { values } = line
  const end = values.length - 1
  const length = values[end] as number
  const apart = labelWidth(length)
  const px = (i: number): number => scale.px(values[i] as number)
  const low = Math.max(0, bisectLeft(values, scale.invert(-width)))
  const high = Math.min(end, bisectRight(values, scale.invert(2 * width)) - 1)
  const ticks: Tick[] = []
  for (let i = low; i <= high;) {
    const x = px(i)
    const near = Math.min(end, bisectLeft(values, scale.invert(x + apart), i + 1) - 1)
    const best = highest(i, near, end)
    const at = px(best)
    const left = bisectRight(values, scale.invert(at - apart), 0, best)
    const right = Math.min(end, bisectLeft(values, scale.invert(at + apart), best + 1) - 1)
    if (highest(left, right, end) === best) {
      ticks.push(byteTick(values[best] as number, at, length))
      i = right + 1
    } else i = best + 1
  }
  return ticks
}

const labelWidth = (length: number): number => (grouped(length).length + 2) * SIGN + FREE

const byteTick = (value: number, x: number, length: number): Tick => ({
  x,
  text: value === 0 || value === length ? `${grouped(value)} B` : grouped(value),
})

/**
 * The boundary of `[from, to]` that is shown before the others, with ranks like the marks of a ruler: the stream's
 * ends, then numbers by the power of two in them. The result does not depend on where the view begins.
 */
const highest = (from: number, to: number, end: number): number => {
  if (from <= 0) return 0
  if (to >= end) return end
  for (let power = 2 ** 31; power > 1; power /= 2) {
    const multiple = Math.ceil(from / power) * power
    if (multiple <= to) return multiple
  }
  return from
}
