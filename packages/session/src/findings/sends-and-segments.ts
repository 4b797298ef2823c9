// Why the sender's TCP joined sends into a segment, or cut a send into several.
import type { Overlaps } from '../lanes/overlaps.ts'
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import { type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'

export const explainCoalesced = (stream: Stream, overlaps: Overlaps, group: Group): Explanation => {
  const { send, segment } = stream
  const first = overlaps.uppers[group.from] as number
  const asked = send.times[first] as number
  const left = segment.times[group.index] as number
  const title = `${counted(group.to - group.from, 'send')} left in 1 segment.`
  const waited = `Send ${first + 1} was made ${durationText(left - asked)} before this segment left.`
  const flying = bytesInFlight(stream, asked, send.starts[first] as number)
  if (stream.noDelay) {
    return {
      cause: 'not-measured',
      title,
      text: `${waited} TCP_NODELAY was set, so it was not Nagle's algorithm; a full window, or a device whose queue was not empty yet (the kernel's tcp_autocorking), was not measured.`,
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

/**
 * Bytes of earlier sends, up to `offset`, that were not acknowledged at `time`. They had been given to the device by
 * then, even where a capture shows them later, for its queue was full: TCP puts a new send into the last segment as
 * long as that one waits in the socket.
 */
const bytesInFlight = (stream: Stream, time: number, offset: number): number | undefined => {
  const acknowledged = stream.acknowledged.at(time)
  return acknowledged === undefined ? undefined : Math.max(0, offset - acknowledged)
}
