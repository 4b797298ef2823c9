// What an axis shows when it shows everything, including room for the last boxes.
import type { Domain } from '../../model/axis/axis.ts'
import type { AxisLine } from '../../model/axis/axis-line.ts'

/** Pixels kept free after the last moment for the last flag, the words beside it, and what says that the stream ended. */
const ROOM_BEHIND = 176

export const timeExtent = ([from, to]: Domain, width: number): Domain => {
  const span = to > from ? to - from : 1_000
  const room = Math.min(ROOM_BEHIND, width / 3)
  return [from - span * 0.012, to + (span * room) / (width - room)]
}

export const byteExtent = ({ values }: AxisLine): Domain => [values[0] ?? 0, values.at(-1) ?? 1]
