// The conditions of the network that a run's programs use. Every experiment but the chat has them in its own list.
import type { Condition, ConditionValues } from '@unstick/api'
import type { WireSettings } from '../wire/settings.ts'

type NumberCondition = Condition & { readonly type: 'number' }

const usual: WireSettings = {
  mtu: 1500,
  rate: 0,
  delay: 0,
  jitter: 0,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  seed: 1,
}

/** Each is a condition of every experiment but the chat. */
const networkKeys = ['mtu', 'rate', 'delay', 'jitter', 'loss', 'reorder', 'duplicate', 'seed'] as const

/** A condition for each of the wire's settings, with the experiment's own defaults if it gives any. */
export const networkConditions = (defaults: Partial<WireSettings> = {}): readonly Condition[] => {
  const standard = { ...usual, ...defaults }
  const condition = (
    key: keyof WireSettings,
    label: string,
    unit: NumberCondition['unit'],
    min: number,
    max: number,
  ): NumberCondition => ({
    type: 'number',
    key,
    label,
    unit,
    default: standard[key],
    min,
    max,
    group: 'network',
  })
  return [
    condition('delay', 'Delay one way', 'ms', 0, 2_000),
    condition('jitter', 'Jitter, up or down', 'ms', 0, 1_000),
    condition('rate', 'Rate (0: no limit)', 'kbit/s', 0, 1_000_000),
    condition('mtu', 'MTU', 'bytes', 576, 65_535),
    condition('loss', 'Packets lost', '%', 0, 50),
    condition('reorder', 'Packets overtaken', '%', 0, 50),
    condition('duplicate', 'Packets doubled', '%', 0, 50),
    condition('seed', 'Random seed', '', 1, 1_000_000),
  ]
}

/** What the parsed conditions require of the network. An experiment that lacks some of them gets the usual values. */
export const networkSettings = (conditions: Readonly<ConditionValues>): WireSettings => {
  const setting = (key: keyof WireSettings) => Number(conditions[key] ?? usual[key])
  return {
    mtu: setting('mtu'),
    rate: setting('rate'),
    delay: setting('delay'),
    jitter: setting('jitter'),
    loss: setting('loss'),
    reorder: setting('reorder'),
    duplicate: setting('duplicate'),
    seed: setting('seed'),
  }
}

/** The network conditions that differ from the experiment's defaults: somebody set them. */
export const askedOfNetwork = (
  conditions: readonly Condition[],
  values: Readonly<ConditionValues>,
): readonly (keyof WireSettings)[] =>
  networkKeys.filter((key) =>
    conditions.some((condition) => condition.key === key && condition.default !== values[key]),
  )
