// What kept the bytes of a send back until their segment left, as far as the packets show it.
import { counted, durationText } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import type { InFlight } from '../tcp/flights.ts'
import { AT_ONCE, waitedForAcknowledgement } from './waited-for-acknowledgement.ts'

/** How many segments Linux sends at first before it waits for an acknowledgement (RFC 6928). */
const INITIAL_WINDOW = 10

/** Timestamps and other options of every segment take up to 40 bytes of the announced size (RFC 9293, 3.7.1). */
export const MOST_OPTIONS = 40

/** A segment with several sends, and the first of these. Offsets are the stream's, times nanoseconds. */
interface Held {
  readonly segment: { readonly start: number; readonly end: number }
  /** When the segment left. */
  readonly left: number
  /** The part of the first send that left in this segment, and when the send was made. */
  readonly start: number
  readonly end: number
  readonly asked: number
  /** The last send in the segment, counted from 1, and when it was made: it made the segment as long as it is. */
  readonly last: number
  readonly filled: number
}

interface Reason {
  readonly cause: 'nagle' | 'delayed-acknowledgement' | 'congestion-window' | 'full-window' | 'not-measured'
  readonly text: string
}

export const heldBack = (stream: Stream, held: Held): Reason => {
  const room = roomInWindow(stream, held)
  if (room !== undefined) {
    return {
      cause: 'full-window',
      text: `The reader's TCP had announced room for only ${counted(room, 'byte')} more: its window was full.`,
    }
  }
  const flying = inFlight(stream, held)
  const excluded = notNagle(stream, held, flying)
  if (flying?.segments !== undefined && flying.segments >= INITIAL_WINDOW) return besideMany(flying, excluded)
  if (excluded !== undefined) {
    const known = flying?.segments === undefined ? '' : onTheirWay(flying.segments)
    return {
      cause: 'not-measured',
      text: `${excluded}${known} What else held the bytes back was not measured.`,
    }
  }
  if (!flying || flying.bytes === 0)
    return { cause: 'not-measured', text: 'What held its bytes back was not measured.' }
  return byNagle(stream, held, flying.bytes)
}

/**
 * How many bytes more than those on their way the reader had allowed, if that was too few for the first send's part until
 * an acknowledgement came which let the segment go; `undefined` if the window had room, or something else held it then.
 */
const roomInWindow = (stream: Stream, { asked, left, start, end }: Held): number | undefined => {
  const opened = stream.allowed.lastBy(left)
  if (!opened || opened.time <= asked) return undefined
  const before = stream.allowed.before(opened.time)
  if (before === undefined || end <= before) return undefined
  // Only at the sender's own end did it come when it let the segment go.
  if (stream.ends && left - opened.time > AT_ONCE) return undefined
  return Math.max(0, before - start)
}

/** A sentence about why Nagle's algorithm cannot have been it; `undefined` if it can. */
const notNagle = (
  stream: Stream,
  { segment, left, filled, asked }: Held,
  flying: SeenInFlight | undefined,
): string | undefined => {
  if ((stream.calls?.end.options.at('TCP_NODELAY', asked) ?? 0) !== 0)
    return "TCP_NODELAY was set, so it was not Nagle's algorithm."
  if (isFull(stream, segment.end - segment.start) && left - filled > AT_ONCE)
    return `The segment was full ${durationText(left - filled)} before it left, and Nagle's algorithm keeps no full segment back.`
  if (flying?.smallest !== undefined && flying.bytes > 0 && isFull(stream, flying.smallest))
    return "Only full segments were not yet acknowledged, and Linux's Nagle algorithm waits for small ones."
  return undefined
}

const isFull = ({ maximumSegmentSize }: Stream, bytes: number): boolean =>
  maximumSegmentSize !== undefined && bytes >= maximumSegmentSize - MOST_OPTIONS

/**
 * With ten segments in flight the congestion window may be full. It is not in the packets, so this is what remains when
 * it was not Nagle's algorithm and the reader's window has room; otherwise either may have held the send back.
 */
const besideMany = ({ bytes, segments = 0 }: SeenInFlight, excluded: string | undefined): Reason => {
  const many = `${counted(segments, 'segment')} with ${counted(bytes, 'byte')} were on their way and not yet acknowledged.`
  return excluded === undefined
    ? {
        cause: 'not-measured',
        text: `${many} Nagle's algorithm keeps small sends back then, and so does a full congestion window; which of them did is not in the packets.`,
      }
    : {
        cause: 'congestion-window',
        text: `${many} ${excluded} The reader's window had room, so the congestion window, ${INITIAL_WINDOW} segments at first, let no more through.`,
      }
}

const onTheirWay = (segments: number): string =>
  segments === 1
    ? ' Only 1 segment was on its way.'
    : ` Only ${counted(segments, 'segment')} were on their way.`

const byNagle = (stream: Stream, { segment, left, last }: Held, bytes: number): Reason => {
  const were = bytes === 1 ? 'was' : 'were'
  const nagle = `${counted(bytes, 'byte')} sent earlier ${were} not yet acknowledged then: Nagle's algorithm keeps small sends back until they are`
  if (isFull(stream, segment.end - segment.start))
    return { cause: 'nagle', text: `${nagle}, or until they fill a segment. Send ${last} filled it.` }
  const delayed = waitedForAcknowledgement(stream, left)
  return delayed === undefined
    ? { cause: 'nagle', text: `${nagle}.` }
    : {
        cause: 'delayed-acknowledgement',
        text: `${nagle}. The other side's TCP acknowledged them only ${durationText(delayed)} after they had arrived: a delayed acknowledgement.`,
      }
}

type SeenInFlight = Pick<InFlight, 'bytes'> & Partial<InFlight>

/**
 * What was in flight and not acknowledged when the send was made. If only one place was captured, segments that the
 * capture shows later may have been given to the device already, so all bytes of earlier sends count, and no segments.
 */
const inFlight = (stream: Stream, { asked, start }: Held): SeenInFlight | undefined => {
  const acknowledged = stream.acknowledged.at(asked)
  if (acknowledged === undefined) return undefined
  return stream.ends?.flights.inFlight(asked, acknowledged) ?? { bytes: Math.max(0, start - acknowledged) }
}
