// A range in words: its length, the places of its ends, and its counts as rows.
import { counted, grouped, kindOfLane, type LaneName } from '@unstick/session'
import { intervalNoun, type Transport } from '../../model/lanes/lane-words.ts'
import type { AxisKind } from '../../model/axis/axis.ts'
import type { LaneCount, Range, RangeCounts } from '../../model/range/range.ts'

const units = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
] as const
const MINUTE = 60e9

/** Nanoseconds with four digits in their unit: `204.3 ms`, `18 ns`; from two minutes on as `3 min 25 s`. */
export const spanText = (nanoseconds: number, digits = 4): string => {
  const size = Math.abs(nanoseconds)
  const sign = nanoseconds < 0 ? '-' : ''
  if (size >= 2 * MINUTE) {
    const seconds = Math.round(size / 1e9)
    return `${sign}${grouped(Math.floor(seconds / 60))} min ${seconds % 60} s`
  }
  const [unit, ns] = units.find(([, least]) => size >= least) ?? (['ns', 1] as const)
  return `${sign}${Number((size / ns).toPrecision(digits))} ${unit}`
}

/** A range's length: `204.3 ms`, `18 bytes`. */
export const lengthText = ({ axis, from, to }: Range): string =>
  axis === 'time' ? spanText(to - from) : counted(to - from, 'byte')

/** An end's place: `+204.312567 ms`, `byte 18`. */
export const placeText = (axis: AxisKind, at: number): string =>
  axis === 'bytes' ? `byte ${grouped(at)}` : `${at < 0 ? '' : '+'}${spanText(at, 9)}`

/** How many bytes the reader got per second in a range of time: `176 B/s`, `12.3 MB/s`. */
export const rateText = ({ from, to }: Range, lanes: readonly LaneCount[]): string | undefined => {
  const bytes = lanes.findLast(({ lane, bytes }) => kindOfLane(lane) !== 'message' && bytes > 0)?.bytes
  if (bytes === undefined || to <= from) return undefined
  const rate = (bytes * 1e9) / (to - from)
  const [unit, size] =
    rate >= 1e9 ? ['GB/s', 1e9] : rate >= 1e6 ? ['MB/s', 1e6] : rate >= 1e4 ? ['kB/s', 1e3] : ['B/s', 1]
  return `${grouped(Number((rate / size).toPrecision(rate / size < 1_000 ? 3 : 4)))} ${unit}`
}

interface Row {
  readonly name: string
  readonly value: string
}

export const laneRows = (
  { lanes, messages }: RangeCounts,
  transport: Transport,
): readonly {
  readonly lane: LaneName
  readonly name: string
  readonly count: string
  readonly bytes: string
}[] =>
  lanes.map(({ lane, count, bytes }) => ({
    lane,
    name:
      lane === 'message' && !messages && transport === 'tcp'
        ? 'recvs taken for one message each'
        : `${intervalNoun(lane, transport)}s`,
    count: grouped(count),
    bytes: grouped(bytes),
  }))

export const factRows = (range: Range, counts: RangeCounts, transport: Transport): readonly Row[] => {
  const { messages, found } = counts
  const rate = range.axis === 'time' ? rateText(range, counts.lanes) : undefined
  const row = (name: string, count: number): Row => ({ name, value: grouped(count) })
  return [
    ...(messages ? [row('messages whole', messages.whole), row('messages begun', messages.begun)] : []),
    // A datagram keeps its boundaries; what may become of it is counted separately.
    ...(transport === 'udp'
      ? [row('not delivered whole', found.fate)]
      : [row('merges', found.merge), row('splits', found.split)]),
    ...(found['short-write'] > 0 ? [row('short writes', found['short-write'])] : []),
    ...(rate === undefined ? [] : [{ name: 'bytes a second', value: rate }]),
    ...(counts.gap === undefined
      ? []
      : [{ name: 'longest gap between intervals', value: spanText(counts.gap) }]),
  ]
}

/** Everything on the card, one line each. */
export const rangeText = (range: Range, counts: RangeCounts, transport: Transport): string =>
  [
    `${placeText(range.axis, range.from)} to ${placeText(range.axis, range.to)}: ${lengthText(range)}`,
    ...laneRows(counts, transport).map(({ name, count, bytes }) => `${name}: ${count}, ${bytes} bytes`),
    ...factRows(range, counts, transport).map(({ name, value }) => `${name}: ${value}`),
  ].join('\n')
