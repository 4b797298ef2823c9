// What a guess is made from: the first bytes of streams, from where a message may begin. A capture may begin inside a message,
// and it may lack bytes, after which nobody knows where the next message begins.
import { type Heard, LOOKED_AT } from '@unstick/framing'
import type { Lane } from '../lanes/lane.ts'
import { heldRanges, type Range } from '../streams/stream-bytes.ts'
import type { Stream } from '../streams/stream.ts'

type Side = 'client' | 'server'

export interface SidedStream {
  readonly stream: Stream
  readonly side: Side
}

export interface HeardFrom {
  readonly heards: readonly Heard[]
  /** How many bytes before the first message were left out, and where they were. */
  readonly leftOut: number
  readonly says: string
}

/** At most this many connections of a port are looked at, and this many pieces of each between holes. */
const CONNECTIONS = 16
const PIECES = 8
/** How far into a stream pieces are looked for. Bytes. */
const FAR = 4 * 1024 * 1024

/** From the first captured byte up to the first that is missing. */
export const fromStart = (streams: readonly SidedStream[]): HeardFrom | undefined => {
  const heards = heardsOf(streams, (stream) => rangesOf(stream).slice(0, 1))
  return heards.length === 0 ? undefined : { heards, leftOut: 0, says: '' }
}

/**
 * From the stream's beginning if that was seen, and else from the first send or segment that does not go on with the one before;
 * so also after each hole.
 */
export const fromCuts = (streams: readonly SidedStream[]): HeardFrom | undefined =>
  later(streams, (stream, { start, end }) => cutsOf(laneOf(stream), start, end)[0])

/** The same for text: from after the first line end. */
export const fromText = (streams: readonly SidedStream[]): HeardFrom | undefined =>
  later(streams, (stream, { start, end }) => {
    const at = stream.bytes(start, Math.min(end, start + LOOKED_AT)).indexOf(10)
    return at < 0 ? undefined : start + at + 1
  })

/** Pieces that begin in the middle, from where `beginOf` says. `undefined` if there are none. */
const later = (
  streams: readonly SidedStream[],
  beginOf: (stream: Stream, range: Range) => number | undefined,
): HeardFrom | undefined => {
  const out = { bytes: 0, holes: 0 }
  const heards = heardsOf(streams, (stream) =>
    rangesOf(stream).flatMap((range) => {
      if (range.start === 0 && isFromStart(stream)) return [range]
      const begin = beginOf(stream, range)
      if (begin === undefined || begin >= range.end) return []
      out.bytes += begin - range.start
      if (range.start > 0) out.holes += 1
      return [{ start: begin, end: range.end }]
    }),
  )
  const says = out.holes > 0 ? 'after holes of the capture' : 'at the beginning of the capture'
  return out.bytes === 0 && out.holes === 0 ? undefined : { heards, leftOut: out.bytes, says }
}

const isFromStart = ({ sequence, calls }: Stream): boolean => sequence.fromStart || calls !== undefined

const rangesOf = (stream: Stream): readonly Range[] =>
  heldRanges(stream, 0, Math.min(stream.length, FAR)).slice(0, PIECES)

/** As many bytes of each side as are looked at, in pieces. */
const heardsOf = (
  streams: readonly SidedStream[],
  piecesOf: (stream: Stream) => readonly Range[],
): readonly Heard[] => {
  const left = { client: LOOKED_AT, server: LOOKED_AT }
  const taken = { client: 0, server: 0 }
  return streams.flatMap(({ stream, side }) => {
    if (left[side] === 0 || taken[side] === CONNECTIONS) return []
    taken[side] += 1
    return piecesOf(stream).flatMap(({ start, end }) => {
      const to = Math.min(end, start + left[side])
      left[side] -= to - start
      return to === start ? [] : [heardOf(stream, side, start, to)]
    })
  })
}

const heardOf = (stream: Stream, side: Side, start: number, end: number): Heard => {
  const isOver =
    stream.finSeen !== undefined || stream.endSeen !== undefined || stream.calls?.end.closed !== undefined
  return {
    bytes: stream.bytes(start, end),
    isAll: end === stream.length && isOver,
    cuts: cutsOf(laneOf(stream), start, end).map((cut) => cut - start),
    side,
    fromStart: start === 0 && isFromStart(stream),
  }
}

const laneOf = (stream: Stream): Lane => (stream.send.count > 0 ? stream.send : stream.segment)

/** Smaller segments than this end where a send did, or nearly so (RFC 9293, 3.7.1: the default maximum is 536). */
const SMALLEST_FULL = 536

/** Where sends or segments begin between two offsets, in order. What follows a segment as large as any is only its continuation. */
const cutsOf = (lane: Lane, from: number, end: number): readonly number[] => {
  let largest = SMALLEST_FULL
  for (let index = 0; index < lane.count; index += 1)
    largest = Math.max(largest, (lane.ends[index] as number) - (lane.starts[index] as number))
  const cuts: number[] = []
  for (let index = 1; index < lane.count && cuts.length < MOST_CUTS; index += 1) {
    const start = lane.starts[index] as number
    if (start >= end) break
    const isFull = lane.kind !== 'send' && start - (lane.starts[index - 1] as number) >= largest
    if (start > from && !isFull) cuts.push(start)
  }
  return cuts
}

const MOST_CUTS = 4_096
