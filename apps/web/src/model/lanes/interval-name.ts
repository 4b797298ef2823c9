// An interval's name, counted from 1: `recv #1 · server`.
import type { LaneName } from '@unstick/session'
import { intervalNoun, type Transport } from './lane-words.ts'

export const intervalName = (
  {
    lane,
    index,
    program,
  }: {
    readonly lane: LaneName
    readonly index: number
    readonly program?: string | undefined
  },
  transport: Transport,
): string =>
  `${intervalNoun(lane, transport)}${placeOf(lane)} #${index + 1}${program === undefined || program === '' ? '' : ` · ${program}`}`

/** `@2` if a path has several lanes of one kind. */
const placeOf = (lane: LaneName): string => /@.*/.exec(lane)?.[0] ?? ''
