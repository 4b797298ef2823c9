// Conditions as the inputs hold them (text and check boxes), checked by the same rules as in the bridge.
import {
  type Condition,
  type ConditionValues,
  type ExperimentInfo,
  parseWrittenSteps,
  type WrittenTransport,
} from '@unstick/api'
import { capitalized } from '@unstick/session'

export type Entered = Record<string, string | boolean>

export const defaultsOf = ({ conditions }: Pick<ExperimentInfo, 'conditions'>): Entered =>
  Object.fromEntries(
    conditions.map(({ key, default: value }) => [key, typeof value === 'boolean' ? value : String(value)]),
  )

/** The transport of written steps, as the person chose it. */
export const transportOf = (entered: Entered): WrittenTransport =>
  entered.transport === 'UDP' ? 'UDP' : 'TCP'

/** Whether it is a condition of the network. Every experiment has those. */
export const isOfNetwork = (condition: Condition): boolean =>
  condition.type === 'number' && condition.group === 'network'

/** `1 to 1,048,576 bytes` */
export const rangeText = ({ min, max, unit }: Extract<Condition, { readonly type: 'number' }>): string =>
  `${min.toLocaleString('en')} to ${max.toLocaleString('en')}${unit === 'times' || unit === '' ? '' : ` ${unit}`}`

/** What is wrong with the value, in words; `undefined` if nothing is. */
export const problemOf = (
  condition: Condition,
  value: string | boolean | undefined,
  transport: WrittenTransport = 'TCP',
): string | undefined => {
  switch (condition.type) {
    case 'number': {
      const { min, max } = condition
      const number = Number(value)
      const whole = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value)
      return whole && number >= min && number <= max
        ? undefined
        : `A whole number from ${rangeText(condition)}.`
    }
    case 'text': {
      const bytes = new TextEncoder().encode(String(value)).length
      const { minBytes = 0 } = condition
      if (bytes < minBytes) return 'It must not be empty.'
      return bytes <= condition.maxBytes
        ? undefined
        : `${bytes.toLocaleString('en')} bytes; at most ${condition.maxBytes.toLocaleString('en')} are allowed.`
    }
    case 'steps': {
      const parsed = parseWrittenSteps(String(value), condition.side, transport)
      return parsed.ok ? undefined : capitalized(parsed.fault)
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

/** The conditions that are not at their default, as the address holds them. */
export const changedOf = (
  { conditions }: ExperimentInfo,
  entered: Entered,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    conditions
      .map(({ key, default: value }) => [key, textOf(entered[key] ?? value), textOf(value)] as const)
      .filter(([, value, usual]) => value !== usual)
      .map(([key, value]) => [key, value]),
  )

/** The inputs for an address's list of changes. Names that are no condition are left out. */
export const enteredOf = (
  info: Pick<ExperimentInfo, 'conditions'>,
  changed: Readonly<Record<string, string>>,
): Entered => {
  const entered = defaultsOf(info)
  for (const { key, type } of info.conditions) {
    const value = changed[key]
    if (value !== undefined) entered[key] = type === 'toggle' ? value === 'on' : value
  }
  return entered
}

/** A run's conditions, as an address holds them. */
export const textsOf = (values: ConditionValues): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textOf(value)]))

const textOf = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
