// The conditions of the network that a run's programs speak over; every experiment spreads them into its own list.
import type { Condition, ConditionValues } from '@unstick/api'

/** What a run asks of its network. */
export interface NetworkSettings {
  /** The largest IP packet, in bytes. */
  readonly mtu: number
  /** What the link carries, in kbit/s; 0 leaves it as fast as the machine. */
  readonly rate: number
  /** Milliseconds that every packet takes, one way. */
  readonly delay: number
  /** Packets that get lost, in per cent. */
  readonly loss: number
}

const usual: NetworkSettings = { mtu: 1500, rate: 0, delay: 0, loss: 0 }

/** `mtu`, `rate`, `delay` and `loss`, with the experiment's own defaults where it gives any. */
export const networkConditions = (defaults: Partial<NetworkSettings> = {}): readonly Condition[] => {
  const { mtu, rate, delay, loss } = { ...usual, ...defaults }
  return [
    { type: 'number', key: 'mtu', label: 'MTU', unit: 'bytes', default: mtu, min: 576, max: 65_535 },
    {
      type: 'number',
      key: 'rate',
      label: 'Rate (0: no limit)',
      unit: 'kbit/s',
      default: rate,
      min: 0,
      max: 1_000_000,
    },
    { type: 'number', key: 'delay', label: 'Delay one way', unit: 'ms', default: delay, min: 0, max: 2_000 },
    { type: 'number', key: 'loss', label: 'Packets lost', unit: '%', default: loss, min: 0, max: 50 },
  ]
}

/** What a run's parsed conditions ask of its network; an experiment without some of them gets the usual. */
export const networkSettings = (conditions: Readonly<ConditionValues>): NetworkSettings => {
  const setting = (key: keyof NetworkSettings) => Number(conditions[key] ?? usual[key])
  return { mtu: setting('mtu'), rate: setting('rate'), delay: setting('delay'), loss: setting('loss') }
}

/** The network's conditions that are not at the experiment's defaults: someone asked for just these. */
export const askedOfNetwork = (
  conditions: readonly Condition[],
  values: Readonly<ConditionValues>,
): readonly (keyof NetworkSettings)[] =>
  (['mtu', 'rate', 'delay', 'loss'] as const).filter((key) =>
    conditions.some((condition) => condition.key === key && condition.default !== values[key]),
  )
