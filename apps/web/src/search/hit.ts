// A place where the bytes that are sought stand: what the list of hits says of it, and what the timeline shows.
import { laneIndexAt, type Stream } from '@unstick/session'
import type { Interval } from '../timeline/hit.ts'
import type { AxisKind, Domain } from '../timeline/layout.ts'
import type { Range } from './find-bytes.ts'

export interface Hit extends Range {
  /** The stream's index, and its ends in words. */
  readonly stream: number
  readonly ends: string
  /** The interval that it begins in. */
  readonly interval: Interval
  /** In how many intervals of that lane it lies: more than one where it was cut. */
  readonly pieces: number
  /** A few bytes before it, it, and a few behind, as text. */
  readonly text: readonly [before: string, found: string, behind: string]
  /** A part of either axis with some intervals around it; `undefined` where those are all there are. */
  readonly around: Readonly<Record<AxisKind, Domain>> | undefined
}

const BEFORE = 14
const BEHIND = 28
const MOST_FOUND = 48
/** Intervals shown on either side. */
const NEIGHBOURS = 6

export const hitOf = (stream: Stream, { start, end }: Range): Hit => {
  const { recv, segment, send } = stream
  const lane =
    [recv, segment, send].find((each) => (each.starts[laneIndexAt(each, start)] ?? Infinity) <= start) ?? send
  const first = laneIndexAt(lane, start)
  const last = Math.min(lane.count - 1, laneIndexAt(lane, end - 1))
  const from = Math.max(0, first - NEIGHBOURS)
  const to = Math.min(lane.count - 1, last + NEIGHBOURS)
  const bytes: Domain = [lane.starts[from] as number, lane.ends[to] as number]
  const times = Array.from({ length: to - from + 1 }, (_, k) => [
    lane.times[from + k] as number,
    lane.dones[from + k] as number,
  ]).flat()
  return {
    start,
    end,
    stream: stream.index,
    ends: endsText(stream),
    interval: { lane: lane.kind, index: first },
    pieces: last - first + 1,
    text: [
      signs(stream.bytes(Math.max(0, start - BEFORE), start)),
      signs(stream.bytes(start, Math.min(end, start + MOST_FOUND))),
      signs(stream.bytes(end, end + BEHIND)),
    ],
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

/** One sign a byte, so that columns stand under each other. */
const signs = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
