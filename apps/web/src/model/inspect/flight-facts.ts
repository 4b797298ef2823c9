// The inspector's facts about a segment that was seen at both ends of a wire: when it left and arrived, and which
// copies of it were lost.
import { counted, durationText, type Lane } from '@unstick/session'
import { atText } from '../lanes/intervals-inside.ts'
import type { ShownStream } from '../stream/shown-stream.ts'
import type { Fact } from './inspection.ts'

/** `undefined` for a segment that was captured at only one place. */
export const flightFacts = ({ stream }: ShownStream, lane: Lane, index: number): Fact[] | undefined => {
  const left = lane.times[index] as number
  const arrived = lane.dones[index] as number
  const start = lane.starts[index] as number
  if (lane.kind !== 'segment' || (!stream.ends && arrived === left)) return undefined
  const lost = stream.ends?.lostCopies(start) ?? []
  const [first] = lost
  return [
    { name: 'left', value: atText(left) },
    { name: 'arrived', value: arrived > left ? atText(arrived) : 'was not seen' },
    ...(arrived > left ? [{ name: 'on its way', value: durationText(arrived - left) }] : []),
    ...(first === undefined
      ? []
      : [{ name: 'lost', value: `${counted(lost.length, 'time')}; it first left at ${atText(first)}` }]),
  ]
}
