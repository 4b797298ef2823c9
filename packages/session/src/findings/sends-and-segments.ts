// Why the sender's TCP joined sends into a segment, or cut a send into several.
import { counted, durationText, grouped } from '../lanes/quantity.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import type { Stream } from '../streams/stream.ts'
import { type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'
import { waitedForAcknowledgement } from './waited-for-acknowledgement.ts'

/** How many segments Linux sends at first before it waits for an acknowledgement (RFC 6928). */
const INITIAL_WINDOW = 10

export const explainCoalesced = (
  stream: Stream,
  segment: LaneColumns,
  overlaps: Overlaps,
  group: Group,
): Explanation => {
  const { send } = stream
  const first = overlaps.uppers[group.from] as number
  const asked = send.times[first] as number
  const offset = send.starts[first] as number
  const left = stream.ends?.firstLeft(offset) ?? Number(segment.times[group.index])
  const title = `${counted(group.to - group.from, 'send')} left in 1 segment.`
  const waited = `Send ${first + 1} was made ${durationText(left - asked)} before this segment left.`
  const { cause, text } = heldBack(stream, { asked, left, offset, size: sizeOf(send, first) })
  return { cause, title, text: `${waited} ${text}` }
}

const onItsWay = (segments: number): string =>
  segments === 1
    ? ' Only 1 segment was on its way.'
    : ` Only ${counted(segments, 'segment')} were on their way.`

interface Held {
  /** When the send was made, and when its bytes left. */
  readonly asked: number
  readonly left: number
  /** Where its bytes begin, and how many there are. */
  readonly offset: number
  readonly size: number
}

const heldBack = (stream: Stream, held: Held): Omit<Explanation, 'title'> => {
  const flying = inFlight(stream, held)
  const allowed = stream.allowed.at(held.asked)
  if (allowed !== undefined && allowed > 0 && held.offset + held.size > allowed) {
    return {
      cause: 'full-window',
      text: `The reader's TCP had announced room for only ${counted(Math.max(0, allowed - held.offset), 'byte')} more: its window was full.`,
    }
  }
  if (flying?.segments !== undefined && flying.segments >= INITIAL_WINDOW) return besideMany(stream, flying)
  if (stream.noDelay) {
    const known = flying?.segments === undefined ? '' : onItsWay(flying.segments)
    return {
      cause: 'not-measured',
      text: `TCP_NODELAY was set, so it was not Nagle's algorithm.${known} What else held the bytes back was not measured.`,
    }
  }
  if (!flying || flying.bytes === 0)
    return { cause: 'not-measured', text: 'What held its bytes back was not measured.' }
  const { bytes } = flying
  const nagle = `${counted(bytes, 'byte')} sent earlier ${bytes === 1 ? 'was' : 'were'} not yet acknowledged then: Nagle's algorithm keeps small sends back until they are.`
  const delayed = waitedForAcknowledgement(stream, held.left)
  return delayed === undefined
    ? { cause: 'nagle', text: nagle }
    : {
        cause: 'delayed-acknowledgement',
        text: `${nagle} The other side's TCP acknowledged them only ${durationText(delayed)} after they had arrived: a delayed acknowledgement.`,
      }
}

/**
 * With ten segments in flight the congestion window may be full. It is not in the packets, so this is what remains when
 * Nagle's algorithm is off and the reader's window has room; with the algorithm on, either may hold a send back.
 */
const besideMany = (
  stream: Stream,
  { bytes, segments = 0 }: { readonly bytes: number; readonly segments: number | undefined },
): Omit<Explanation, 'title'> => {
  const many = `${counted(segments, 'segment')} with ${counted(bytes, 'byte')} were on their way and not yet acknowledged.`
  return stream.noDelay
    ? {
        cause: 'congestion-window',
        text: `${many} TCP_NODELAY was set and the reader's window had room, so the congestion window, ${INITIAL_WINDOW} segments at first, let no more through.`,
      }
    : {
        cause: 'not-measured',
        text: `${many} Nagle's algorithm keeps small sends back then, and so does a full congestion window; which of them did is not in the packets.`,
      }
}

/**
 * What was in flight and not acknowledged when the send was made. If only one place was captured, segments that the
 * capture shows later may have been given to the device already, so all bytes of earlier sends count, and no segments.
 */
const inFlight = (
  stream: Stream,
  { asked, offset }: Held,
): { readonly bytes: number; readonly segments: number | undefined } | undefined => {
  const acknowledged = stream.acknowledged.at(asked)
  if (acknowledged === undefined) return undefined
  return (
    stream.ends?.flights.inFlight(asked, acknowledged) ?? {
      bytes: Math.max(0, offset - acknowledged),
      segments: undefined,
    }
  )
}

export const explainSegmented = (
  stream: Stream,
  segment: LaneColumns,
  overlaps: Overlaps,
  group: Group,
): Explanation => {
  const { send, maximumSegmentSize } = stream
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
  // Timestamps and other options of every segment take up to 40 bytes of the announced size (RFC 9293, 3.7.1).
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
