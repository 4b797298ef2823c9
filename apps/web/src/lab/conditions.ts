// Conditions as the inputs hold them (text and ticks), checked as the bridge will check them.
import {
  type Condition,
  type ConditionValues,
  type ExperimentInfo,
  parseWrittenSteps,
} from '@unstick/session'

export type Entered = Record<string, string | boolean>

export const defaultsOf = ({ conditions }: ExperimentInfo): Entered =>
  Object.fromEntries(
    conditions.map(({ key, default: value }) => [key, typeof value === 'boolean' ? value : String(value)]),
  )

/** What is wrong with the value, in words; `undefined` if nothing is. */
export const problemOf = (condition: Condition, value: string | boolean | undefined): string | undefined => {
  switch (condition.type) {
    case 'number': {
      const { min, max, unit } = condition
      const number = Number(value)
      const whole = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value)
      return whole && number >= min && number <= max
        ? undefined
        : `A whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')} ${unit}.`
    }
    case 'text': {
      const bytes = new TextEncoder().encode(String(value)).length
      return bytes <= condition.maxBytes
        ? undefined
        : `${bytes.toLocaleString('en')} bytes; at most ${condition.maxBytes.toLocaleString('en')} are allowed.`
    }
    case 'steps': {
      const parsed = parseWrittenSteps(String(value), condition.side)
      return parsed.ok ? undefined : sentence(parsed.fault)
    }
    case 'toggle':
    case 'choice':
      return undefined
  }
}

export const valuesOf = ({ conditions }: ExperimentInfo, entered: Entered): ConditionValues =>
  Object.fromEntries(
    conditions.map((condition) => {
      const value = entered[condition.key] ?? condition.default
      return [condition.key, condition.type === 'number' ? Number(value) : value]
    }),
  )

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
