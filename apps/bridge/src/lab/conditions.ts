// Parses the conditions of a run from what a page or a command line gives into values that are in range.
import { type Condition, type ConditionValues, parseWrittenSteps } from '@unstick/api'
import { refusal } from '../errors.ts'

/**
 * Every condition's value. A condition that is not given takes its default. A text that spells a number or a toggle
 * (`--set gap=5`) counts as one. Throws `CONDITION_UNKNOWN`, `CONDITION_NOT_A_NUMBER`, `CONDITION_OUT_OF_RANGE`,
 * `CONDITION_NOT_A_TOGGLE`, `CONDITION_NOT_A_TEXT`, `TEXT_TOO_LONG`, `CONDITION_NOT_A_CHOICE`, `STEPS_MALFORMED`.
 */
export const parseConditions = (
  conditions: readonly Condition[],
  given: Readonly<ConditionValues>,
): ConditionValues => {
  const keys = conditions.map(({ key }) => key)
  const unknown = Object.keys(given).find((key) => !keys.includes(key))
  if (unknown !== undefined) throw refusal('CONDITION_UNKNOWN', unknown, keys.join(', '))
  return Object.fromEntries(
    conditions.map((condition) => {
      const value = Object.hasOwn(given, condition.key) ? given[condition.key] : undefined
      if (condition.type === 'steps') return [condition.key, parseSteps(condition, value, given)]
      return [condition.key, value === undefined ? condition.default : parseValue(condition, value)]
    }),
  )
}

type Value = ConditionValues[string]

const parseValue = (condition: Exclude<Condition, { type: 'steps' }>, value: Value): Value => {
  switch (condition.type) {
    case 'number':
      return parseNumber(condition, value)
    case 'toggle':
      return parseToggle(condition.key, value)
    case 'text':
      return parseText(condition, value)
    case 'choice':
      return parseChoice(condition, value)
  }
}

const parseNumber = ({ key, min, max, unit }: Condition & { type: 'number' }, value: Value): number => {
  const number = typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw refusal('CONDITION_NOT_A_NUMBER', key, shown(value), min, max, unit)
  if (number < min || number > max) throw refusal('CONDITION_OUT_OF_RANGE', key, number, min, max, unit)
  return number
}

const toggles = new Map<Value, boolean>([
  [true, true],
  [false, false],
  ['on', true],
  ['off', false],
  ['true', true],
  ['false', false],
])

const parseToggle = (key: string, value: Value): boolean => {
  const toggle = toggles.get(value)
  if (toggle === undefined) throw refusal('CONDITION_NOT_A_TOGGLE', key, shown(value))
  return toggle
}

const parseText = ({ key, maxBytes, minBytes = 0 }: Condition & { type: 'text' }, value: Value): string => {
  if (typeof value !== 'string') throw refusal('CONDITION_NOT_A_TEXT', key, shown(value))
  const length = Buffer.byteLength(value)
  if (length < minBytes) throw refusal('TEXT_TOO_SHORT', key, length, minBytes)
  if (length > maxBytes) throw refusal('TEXT_TOO_LONG', key, length, maxBytes)
  return value
}

const parseChoice = ({ key, choices }: Condition & { type: 'choice' }, value: Value): string => {
  const choice = choices.find((each) => each === value)
  if (choice === undefined) throw refusal('CONDITION_NOT_A_CHOICE', key, shown(value), choices.join(', '))
  return choice
}

/** Even steps that are not given may be none of the chosen transport. */
const parseSteps = (
  { key, side, transport = '', default: usual }: Condition & { type: 'steps' },
  value: Value = usual,
  given: Readonly<ConditionValues>,
): string => {
  const parsed = parseWrittenSteps(String(value), side, given[transport] === 'UDP' ? 'UDP' : 'TCP')
  if (!parsed.ok) throw refusal('STEPS_MALFORMED', key, parsed.fault)
  return String(value)
}

const shown = (value: Value): string => {
  const text = String(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
