// A search hit: its text in the list, and what the timeline shows for it.
import { counted, type Lane, laneIndexAt, type Stream } from '@unstick/session'
import type { Interval } from '../lanes/interval.ts'
import { intervalNoun } from '../lanes/lane-words.ts'
import type { AxisKind, Domain } from '../axis/axis.ts'
import type { Range } from './find-bytes.ts'

export interface Hit extends Range {
  /** What the search looked for. */
  readonly by: 'bytes' | 'length' | 'code'
  /** The stream's index, or -1 if it belongs to no stream that carried bytes; and its ends in words. */
  readonly stream: number
  readonly ends: string
  /** The interval in which it begins; `undefined` if there is none to show. */
  readonly interval: Interval | undefined
  /** That interval's name. */
  readonly where: string
  /** In how many intervals of that lane it lies: more than one if it was cut. */
  readonly pieces: number
  /** One line: the text before it, the hit, and the text after it. */
  readonly text: readonly [before: string, found: string, after: string]
  /** A part of each axis with some intervals around it; `undefined` if there are no others. */
  readonly around: Readonly<Record<AxisKind, Domain>> | undefined
}

const BEFORE = 14
const BEHIND = 28
const MOST_FOUND = 48
/** Intervals shown on either side. */
const NEIGHBOURS = 6

/** Bytes that matched, with a few on either side. */
export const bytesHit = (stream: Stream, { start, end }: Range): Hit => {
  const { lanes } = stream
  const lane =
    lanes.findLast((each) => (each.starts[laneIndexAt(each, start)] ?? Infinity) <= start) ?? stream.send
  const first = laneIndexAt(lane, start)
  const last = Math.min(lane.count - 1, laneIndexAt(lane, end - 1))
  return {
    ...placed(stream, lane, first, last),
    by: 'bytes',
    start,
    end,
    text: [
      signs(stream.bytes(Math.max(0, start - BEFORE), start)),
      signs(stream.bytes(start, Math.min(end, start + MOST_FOUND))),
      signs(stream.bytes(end, end + BEHIND)),
    ],
  }
}

/** An interval whose size matched, with its first bytes. */
export const lengthHit = (stream: Stream, lane: Lane, index: number): Hit => {
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  return {
    ...placed(stream, lane, index, index),
    by: 'length',
    start,
    end,
    text: ['', counted(end - start, 'byte'), signs(stream.bytes(start, Math.min(end, start + MOST_FOUND)))],
  }
}

interface CodeFound extends Range {
  readonly stream: Stream
  readonly lane: Lane
  readonly index: number
  readonly code: string
  readonly says: string
}

/** A code that matched on an interval: the bytes that it is about, and its sentence. */
export const codeHit = ({ stream, lane, index, start, end, code, says }: CodeFound): Hit => ({
  ...placed(stream, lane, index, index),
  by: 'code',
  start,
  end,
  text: ['', code, says],
})

/** A code with nothing to show except that it happened: `ends` says between whom, `where` what it was. */
export const bareHit = (ends: string, where: string, code: string, says: string): Hit => ({
  by: 'code',
  start: 0,
  end: 0,
  stream: -1,
  ends,
  interval: undefined,
  where,
  pieces: 1,
  text: ['', code, says],
  around: undefined,
})

/** Intervals `first` to `last` of a lane, and a part of each axis that shows them among their neighbours. */
const placed = (
  stream: Stream,
  lane: Lane,
  first: number,
  last: number,
): Pick<Hit, 'stream' | 'ends' | 'interval' | 'where' | 'pieces' | 'around'> => {
  const from = Math.max(0, first - NEIGHBOURS)
  const to = Math.min(lane.count - 1, last + NEIGHBOURS)
  const bytes: Domain = [lane.starts[from] as number, lane.ends[to] as number]
  const times = Array.from({ length: to - from + 1 }, (_, k) => [
    lane.times[from + k] as number,
    lane.dones[from + k] as number,
  ]).flat()
  return {
    stream: stream.index,
    ends: endsText(stream),
    interval: { lane: lane.name, index: first },
    where: `${intervalNoun(lane.kind, stream.transport)} #${first + 1}`,
    pieces: last - first + 1,
    around:
      from === 0 && to === lane.count - 1
        ? undefined
        : { bytes, time: padded(Math.min(...times), Math.max(...times)) },
  }
}

const padded = (from: number, to: number): Domain => {
  const room = Math.max(500, (to - from) * 0.08)
  return [from - room, to + room]
}

const endsText = ({ source, destination }: Stream): string =>
  `${source.address}:${source.port} → ${destination.address}:${destination.port}`

/** One character per byte, so that columns line up. */
const signs = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
