// The time axis's ticks, from nanoseconds to hours. Each is written in full with its unit, or, if that is too long, as
// what it adds to a base shown beside the axis.
import { grouped } from '@unstick/session'
import type { Domain } from '../../model/axis/axis.ts'
import type { Tick } from '../layout.ts'
import type { Scale } from './scale.ts'
import { niceStep } from './ticks.ts'

const NS = 1
const US = 1e3
const MS = 1e6
const S = 1e9
const MIN = 60e9

const names = new Map([
  [NS, 'ns'],
  [US, 'µs'],
  [MS, 'ms'],
  [S, 's'],
  [MIN, 'min'],
])

const APART = 110
/** Steps from ten seconds on, in seconds; above these, hours. */
const clockSteps = [10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600]
/** Times of more than this many steps are written as base and rest. */
const MOST_STEPS = 20_000

export interface TimeTicks {
  readonly ticks: readonly Tick[]
  /** Shown beside the axis, for the view's left edge; `undefined` if every tick is written in full. */
  readonly base: string | undefined
}

/** `extent`: everything that can be shown. It decides the unit, so that panning does not. */
export const timeTicks = (scale: Scale, domain: Domain, width: number, extent = domain): TimeTicks => {
  const step = stepOf((domain[1] - domain[0]) / Math.max(1, Math.floor(width / APART)))
  const largest = Math.max(...[...domain, ...extent].map(Math.abs))
  const print =
    largest / step > MOST_STEPS && step < 100 * MS ? restOf(step, largest) : wholeOf(step, largest)
  const ticks: Tick[] = []
  const last = Math.floor(scale.invert(2 * width) / step)
  for (let k = Math.ceil(scale.invert(-width) / step); k <= last; k += 1)
    ticks.push({ x: scale.px(k * step), text: print.text(k * step) })
  return { ticks, base: print.base?.(domain[0]) }
}

const stepOf = (least: number): number => {
  if (least <= 5 * S) return niceStep(least)
  const clock = clockSteps.find((seconds) => seconds * S >= least)
  return clock === undefined ? niceStep(least / (60 * MIN)) * 60 * MIN : clock * S
}

interface Print {
  readonly text: (value: number) => string
  readonly base?: (value: number) => string
}

/** In the unit that fits the largest time: `+569.5 ms`. */
const wholeOf = (step: number, largest: number): Print => {
  const fitting = [MIN, S, MS, US].find((unit) => largest >= 2 * unit) ?? NS
  const unit = fitting === MIN && step % MIN !== 0 ? S : fitting
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9))
  return { text: (value) => signed(value, unit, digits) }
}

/** `+567.2 µs` after `+1.204 s`. If a new base begins, the tick shows it. */
const restOf = (step: number, largest: number): Print => {
  const least = [MS, US, NS].find((size) => size <= step) ?? NS
  const unit = step >= 100 * least ? least * 1_000 : least
  const every = unit * 1_000
  const baseUnit = [S, MS].find((size) => largest >= 2 * size) ?? US
  const baseOf = (value: number): number => Math.floor(value / every) * every
  const base = (value: number): string =>
    signed(baseOf(value), baseUnit, Math.max(0, Math.round(Math.log10(baseUnit / every))))
  return {
    base,
    text: (value) => {
      const rest = value - baseOf(value)
      return rest === 0 ? base(value) : signed(rest, unit, unit > step ? 1 : 0)
    },
  }
}

/** `+1.204 567 s`: the digits after the point in groups of three. */
const signed = (value: number, unit: number, digits: number): string => {
  const [whole = '0', part] = Math.abs(value / unit)
    .toFixed(digits)
    .split('.')
  const fraction = part === undefined ? '' : `.${part.replace(/\d{3}(?=\d)/g, '$& ')}`
  return `${value < 0 ? '-' : '+'}${grouped(Number(whole))}${fraction} ${names.get(unit) ?? ''}`
}
