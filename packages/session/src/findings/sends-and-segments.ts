// Why the sender's TCP joined sends into a segment, or cut a send into several.
import type { Lane } from '../lane.ts'
import type { Overlaps } from '../overlaps.ts'
import { counted, durationText, grouped } from '../quantity.ts'
import type { Stream } from '../stream.ts'
import { type Explanation, type Group, sizeOf } from './finding.ts'

export const explainCoalesced = (stream: Stream, overlaps: Overlaps, group: Group): Explanation => {
  const { send, segment } = stream
  const first = overlaps.uppers[group.from] as number
  const asked = send.times[first] as number
  const left = segment.times[group.index] as number
  const title = `${counted(group.to - group.from, 'send')} left in 1 segment.`
  const waited = `Send ${first + 1} was made ${durationText(left - asked)} before this segment left.`
  const flying = bytesInFlight(stream, asked, group.index)
  if (stream.noDelay) {
    return {
      cause: 'not-measured',
      title,
      text: `${waited} TCP_NODELAY was set, so it was not Nagle's algorithm; a full window or a busy device was not measured.`,
    }
  }
  if (flying === undefined || flying === 0) {
    return { cause: 'not-measured', title, text: `${waited} What held its bytes back was not measured.` }
  }
  return {
    cause: 'nagle',
    title,
    text: `${waited} ${counted(flying, 'byte')} sent earlier ${flying === 1 ? 'was' : 'were'} not yet acknowledged then: Nagle's algorithm keeps small sends back until they are.`,
  }
}

export const explainSegmented = (stream: Stream, overlaps: Overlaps, group: Group): Explanation => {
  const { send, segment, maximumSegmentSize } = stream
  const title = `1 send left in ${counted(group.to - group.from, 'segment')}.`
  const sizes = Array.from(overlaps.lowers.subarray(group.from, group.to - 1), (index) =>
    sizeOf(segment, index),
  )
  const largest = Math.max(...sizes)
  const size = grouped(sizeOf(send, group.index))
  if (maximumSegmentSize === undefined) {
    return { cause: 'not-measured', title, text: `The send has ${size} bytes; the MSS was not captured.` }
  }
  if (largest > maximumSegmentSize) {
    return {
      cause: 'not-measured',
      title,
      text: `The send has ${size} bytes. A captured packet of ${grouped(largest)} bytes is longer than the MSS of ${grouped(maximumSegmentSize)}: a super-segment that the device cuts later (offload).`,
    }
  }
  // Timestamps and other options of every segment take up to 40 bytes of what was announced (RFC 9293, 3.7.1).
  if (sizes.every((each) => each === largest) && largest >= maximumSegmentSize - 40) {
    return {
      cause: 'mss',
      title,
      text: `The send has ${size} bytes; a segment carried at most ${grouped(largest)} (the other side announced an MSS of ${grouped(maximumSegmentSize)}, less the options of each segment).`,
    }
  }
  return {
    cause: 'not-measured',
    title,
    text: `The send has ${size} bytes and its segments were smaller than the MSS of ${grouped(maximumSegmentSize)}; why was not measured.`,
  }
}

/** Bytes that had left before `time` in segments before `index` and were not acknowledged by then. */
const bytesInFlight = (stream: Stream, time: number, index: number): number | undefined => {
  const left = endBefore(stream.segment, time, index)
  const acknowledged = stream.acknowledged.at(time)
  return acknowledged === undefined ? undefined : Math.max(0, left - acknowledged)
}

const endBefore = (lane: Lane, time: number, index: number): number => {
  for (let i = index - 1; i >= 0; i -= 1) {
    if ((lane.times[i] as number) <= time) return lane.ends[i] as number
  }
  return 0
}
