// Conditions in few words: those that differ from the experiment's own, and the network's.
import type { Condition, ExperimentInfo } from '@unstick/api'
import type { Entered } from './conditions.ts'

/** Units as a field shows them. */
export const units = { bytes: 'B', times: '×', ms: 'ms', 'kbit/s': 'kbit/s', '%': '%', '': '' } as const

/** `The reader waits 0 ms · recv limit 3 B`; `none` if nothing was changed. */
export const changesText = (
  { conditions }: Pick<ExperimentInfo, 'conditions'>,
  entered: Entered,
  none = 'conditions as offered',
): string =>
  conditions
    .filter((condition) => isChanged(condition, entered))
    .map((condition) => conditionText(condition, entered))
    .join(' · ') || none

/** `3 ms one way, 2 % lost`; `no limit, no delay, no loss` if nothing of the network was changed. */
export const networkText = (network: readonly Condition[], entered: Entered): string =>
  network
    .filter((condition) => isChanged(condition, entered))
    .map((condition) => conditionText(condition, entered))
    .join(', ') || 'no limit, no delay, no loss'

export const isChanged = (condition: Condition, entered: Entered): boolean =>
  String(entered[condition.key] ?? condition.default) !== String(condition.default)

/** `recv limit 3 B` */
export const conditionText = (condition: Condition, entered: Entered): string => {
  const { label, key } = condition
  const value = entered[key] ?? condition.default
  switch (condition.type) {
    case 'number':
      return `${label} ${value} ${units[condition.unit]}`.trimEnd()
    case 'toggle':
      return `${label} ${value === true ? 'on' : 'off'}`
    case 'steps':
      return `${label}’s steps`
    case 'text':
    case 'choice':
      return `${label} ${value}`
  }
}
