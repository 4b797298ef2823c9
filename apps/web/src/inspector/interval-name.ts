// An interval's name as people count: `recv #1 · server`.
import type { LaneKind } from '@unstick/session'

export const intervalName = ({
  lane,
  index,
  program,
}: {
  readonly lane: LaneKind
  readonly index: number
  readonly program?: string | undefined
}): string => `${lane} #${index + 1}${program === undefined || program === '' ? '' : ` · ${program}`}`
