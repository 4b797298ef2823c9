// The inspector's facts about a segment that was seen at both ends of a wire: when it left and arrived, and which
// copies of it were lost.
import { counted, durationText, type Lane } from '@unstick/session'
import { atText } from '../lanes/intervals-inside.ts'
import type { ShownStream } from '../stream/shown-stream.ts'
import type { Fact } from './inspection.ts'

/** `undefined` for a segment that was captured at only one place. */
export const flightFacts = (
  { stream }: Pick<ShownStream, 'stream'>,
  lane: Lane,
  index: number,
): Fact[] | undefined => {
  const time = lane.times[index] as number
  const done = lane.dones[index] as number
  const start = lane.starts[index] as number
  if (lane.kind !== 'segment' || (!stream.ends && done === time)) return undefined
  const { left, arrived } = stream.ends?.travelled(lane, index) ?? { left: time, arrived: done }
  const lost = stream.ends?.lostCopies(start) ?? []
  const [first] = lost
  const travelled = Number.isNaN(arrived) || lost.includes(left) ? undefined : arrived - left
  return [
    { name: 'left', value: atText(left) },
    { name: 'arrived', value: Number.isNaN(arrived) ? 'was not seen' : atText(arrived) },
    ...(travelled === undefined ? [] : [{ name: 'on its way', value: durationText(travelled) }]),
    ...(first === undefined
      ? []
      : [{ name: 'lost', value: `${counted(lost.length, 'time')}; it first left at ${atText(first)}` }]),
  ]
}
