// An interval's name as people count: `recv #1 · server`.
import type { LaneKind } from '@unstick/session'
import { intervalNoun, type Transport } from './lane-words.ts'

export const intervalName = (
  {
    lane,
    index,
    program,
  }: {
    readonly lane: LaneKind
    readonly index: number
    readonly program?: string | undefined
  },
  transport: Transport,
): string =>
  `${intervalNoun(lane, transport)} #${index + 1}${program === undefined || program === '' ? '' : ` · ${program}`}`
