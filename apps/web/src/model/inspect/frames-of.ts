// The decoded headers of the frames that begin inside an interval.
import { decodeHeader } from '@unstick/framing'
import { laneIndexAt } from '@unstick/session'
import type { Fact } from './inspection.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

const MOST_FRAMES = 8
/** Only this much of a frame is searched for its header. */
const MOST_HEADER = 4_096

export const framesOf = ({ subject, spec, stream }: ShownStream, start: number, end: number): Fact[] => {
  const { lane, naive } = subject.frames
  if (naive) return []
  const found: Fact[] = []
  for (let i = laneIndexAt(lane, start); i < lane.count && (lane.starts[i] as number) < end; i += 1) {
    if (found.length === MOST_FRAMES) break
    const from = lane.starts[i] as number
    const bytes = stream.bytes(from, Math.min(lane.ends[i] as number, from + MOST_HEADER))
    const value = decodeHeader(spec, bytes)
      .map(({ name, text }) => `${name} = ${text}`)
      .join(', ')
    if (value !== '') found.push({ name: `message ${i + 1}`, value })
  }
  return found
}
