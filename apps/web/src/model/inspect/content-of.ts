// The bytes of an interval or of a message's body, for the body views, for copying and for files.
import { BYTES } from '@unstick/formats'
import { type Lane, laneIndexAt } from '@unstick/session'
import { GrowingBlob } from '../session/growing-blob.ts'
import { bytesOf } from '../session/shown-bytes.ts'
import { inside } from '../lanes/intervals-inside.ts'
import { type Content, type ContentOf, MOST_CONTENT } from './content.ts'
import { decodedBody } from './decoded-body.ts'
import type { Inspection } from './inspection.ts'
import { firstSeen, laneNamed } from '../lanes/lanes.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

/** How far before an interval it looks for bytes that the same call sent. */
const MOST_LEAD = 64 * 1024

/** The messages with bytes in an interval; `undefined` if framing is off or no message is whole. */
export const messagesOf = ({ framed }: ShownStream, lane: Lane, index: number): Inspection['messages'] => {
  if (!framed || framed.naive) return undefined
  if (lane === framed.lane) return { first: index, count: 1, chosen: index }
  const start = lane.starts[index] as number
  const { first, count } = inside(framed.lane, start, lane.ends[index] as number)
  if (count === 0) return undefined
  const beginsBefore = (framed.lane.starts[first] as number) < start
  return { first, count, chosen: beginsBefore && count > 1 ? first + 1 : first }
}

export const contentOf = (shown: ShownStream, of: ContentOf): Content | undefined => {
  const range = rangeOf(shown, of)
  if (!range) return undefined
  const decoded = decodedBody(shown, of.message)
  const bytes = decoded ?? shown.stream.bytes(range.start, Math.min(range.end, range.start + MOST_CONTENT))
  return {
    bytes: bytes.slice(0, MOST_CONTENT),
    size: decoded?.length ?? range.end - range.start,
    decoded: decoded !== undefined,
    lead: of.message === undefined ? leadOf(shown, range.start) : new Uint8Array(0),
  }
}

/** All the bytes, in pieces of 1 MiB. */
export const fileOf = (shown: ShownStream, of: ContentOf): Blob | undefined => {
  const range = rangeOf(shown, of)
  if (!range) return undefined
  const decoded = decodedBody(shown, of.message)
  const blob = new GrowingBlob(BYTES)
  for (const piece of decoded ? [decoded] : bytesOf(shown.stream, range.start, range.end)) blob.push(piece)
  return blob.whole()
}

interface Range {
  readonly start: number
  readonly end: number
}

const rangeOf = ({ subject, framed }: ShownStream, { interval, message }: ContentOf): Range | undefined => {
  const lane = message === undefined ? laneNamed(subject.lanes, interval.lane) : framed?.lane
  const index = message ?? interval.index
  if (!lane || index >= lane.count) return undefined
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  if (!framed || message === undefined) return { start, end }
  return { start: start + (framed.headers[index] ?? 0), end: end - (framed.trailers[index] ?? 0) }
}

/** The bytes from the beginning of the send (or else of the segment) that holds `start` up to `start`. */
const leadOf = ({ stream, subject }: ShownStream, start: number): Uint8Array | undefined => {
  const lane = firstSeen(subject.lanes)
  const index = laneIndexAt(lane, start)
  const from = index < lane.count ? (lane.starts[index] as number) : Infinity
  return from > start || start - from > MOST_LEAD ? undefined : stream.bytes(from, start)
}
