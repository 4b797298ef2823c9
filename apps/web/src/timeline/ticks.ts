// The axis's ticks: times in one fitting unit, bytes where intervals begin and end.
import { grouped } from '@unstick/session'
import { bisectLeft, ticks as niceTicks, tickStep } from 'd3-array'
import { format } from 'd3-format'
import type { Domain, Tick } from './layout.ts'
import type { AxisLine, Scale } from './scale.ts'

const units = [
  ['ns', 1],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['min', 6e10],
] as const

const TIME_APART = 110
/** A tick's label takes so many pixels a sign (11 px JetBrains Mono), and some are kept free beside it. */
const SIGN = 6.6
const FREE = 18

/** Every tick says its place after the epoch; the first of them the unit, too. */
export const timeTicks = (scale: Scale, domain: Domain, width: number): Tick[] => {
  const count = Math.max(2, Math.floor(width / TIME_APART))
  const largest = Math.max(Math.abs(domain[0]), Math.abs(domain[1]))
  const [unit, size] = units.findLast(([, ns]) => largest >= ns * 2) ?? units[0]
  const low = domain[0] / size
  const high = domain[1] / size
  const step = tickStep(low, high, count)
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  const print = format(`+,.${digits}~f`)
  return niceTicks(low, high, count).map((value, i) => ({
    x: scale.px(value * size),
    text: i === 0 ? `${print(value).replace('−', '-')} ${unit}` : print(value).replace('−', '-'),
  }))
}

/** Boundaries with room between them, the stream's end always among them. */
export const byteTicks = (line: AxisLine, scale: Scale, width: number): Tick[] => {
  const { values } = line
  const shown: { x: number; value: number }[] = []
  const last = values.at(-1) as number
  const end = scale.px(last)
  const apart = grouped(last).length * SIGN + FREE
  let i = Math.max(0, bisectLeft(values, scale.value(-width)))
  for (let value = values[i]; value !== undefined; value = values[i]) {
    const x = scale.px(value)
    if (x > 2 * width) break
    if (value === last || x <= end - apart) shown.push({ x, value })
    // The next one with room, or else the stream's end.
    const next = bisectLeft(values, scale.value(x + apart), i + 1)
    i =
      next < values.length && scale.px(values[next] as number) <= end - apart
        ? next
        : Math.max(i + 1, values.length - 1)
  }
  return shown.map(({ x, value }, i) => ({ x, text: i === 0 ? `${grouped(value)} B` : grouped(value) }))
}
