// For more waiting bytes than can be drawn piece by piece: their number, and their colours per pixel.
import { bisectRight } from 'd3-array'
import { happenedBy } from '../../model/lanes/moments.ts'
import type { Scale } from '../axis/scale.ts'
import { type Lane, laneTable, type Kept } from '@unstick/session'
import type { Hop } from '../../model/lanes/lanes.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { mainTintOf } from '../../model/stream/main-tint.ts'
import { type ByteRange, datagramLane, farthest } from './byte-pieces.ts'
import type { PieceInFlight } from '../in-flight-layout.ts'
import { journeyOf } from './journey.ts'

/** The bytes that wait at `until`. On TCP all of them; on UDP some bytes of the range may already be gone. */
export const waitingRange = ({ carriers }: Hop, { low, high }: ByteRange, until: number): ByteRange => {
  const last = carriers.at(-1)
  const arrived = last ? arrivedOn(last, until) : 0
  return { low, high: Math.max(low, Math.min(high, arrived)) }
}

/** The end of the bytes that had passed the last lane before the recvs by then. */
const arrivedOn = (lane: Lane, until: number): number =>
  laneTable[lane.kind].has.duration
    ? (lane.ends[bisectRight(lane.dones, until, 0, happenedBy(lane, until)) - 1] ?? 0)
    : farthest(lane, until)

/**
 * One piece for each run of pixels of one colour. `px` and its inverse convert between bytes and the receive buffer's
 * pixels.
 */
export const denseBufferPieces = (
  subject: Subject,
  { low, high }: ByteRange,
  { px, invert }: Scale,
  [from, to]: readonly [number, number],
  since: number,
): PieceInFlight[] => {
  const mainTint = mainTintOf(subject)
  const pieces: PieceInFlight[] = []
  const end = Math.min(px(high), to)
  for (let x = Math.max(px(low), from); x < end; x += 1) {
    const right = Math.min(x + 1, end)
    const key = invert(x)
    const tint = mainTint(key, invert(right)) ?? 0
    const last = pieces.at(-1)
    const [v0, at] = last?.tint === tint ? [last.v0, last.key] : [x, key]
    if (last?.tint === tint) pieces.pop()
    pieces.push({
      key: at,
      phase: 'waiting',
      tint,
      at: 1,
      since,
      origin: -1,
      target: -1,
      o0: NaN,
      o1: NaN,
      v0,
      v1: right,
      t0: NaN,
      t1: NaN,
    })
  }
  return pieces
}

/** Running sums of sizes in the order of their moments. */
interface Sums {
  readonly times: Float64Array
  readonly sums: Float64Array
}

const sumsByHop: Kept<Map<Hop, { readonly came: Sums; readonly left: Sums }>> = { make: () => new Map() }

/** Bytes of datagrams that had arrived and were neither received nor cut off by then. */
export const waitingDatagramBytes = (subject: Subject, hop: Hop, until: number): number => {
  const known = subject.index.current.get(sumsByHop)
  const sums = known.get(hop) ?? sumsOf(subject, hop)
  known.set(hop, sums)
  const { came, left } = sums
  return sumBy(came, until) - sumBy(left, until)
}

const sumBy = ({ times, sums }: Sums, until: number): number =>
  sums[bisectRight(times, until, 0, times.length) - 1] ?? 0

const sumsOf = (subject: Subject, hop: Hop): { came: Sums; left: Sums } => {
  const base = datagramLane(hop)
  const came: [number, number][] = []
  const left: [number, number][] = []
  for (let i = 0; i < base.count; i += 1) {
    if (subject.lost?.has(i)) continue
    const start = base.starts[i] as number
    const size = (base.ends[i] as number) - start
    const journey = journeyOf(subject, hop, {
      start,
      end: start + size,
      run: 0,
      on: hop.carriers.map((lane) => intervalAt(lane, start)),
      recv: intervalAt(hop.recv, start),
    })
    came.push([journey.arrived, size])
    left.push([journey.taken, size])
  }
  return { came: summed(came), left: summed(left) }
}

const intervalAt = (lane: Lane, start: number): number => {
  const index = bisectRight(lane.ends, start, 0, lane.count)
  return index < lane.count && (lane.starts[index] as number) <= start ? index : -1
}

const summed = (sizes: [number, number][]): Sums => {
  sizes.sort(([a], [b]) => a - b)
  let sum = 0
  return {
    times: Float64Array.from(sizes, ([time]) => time),
    sums: Float64Array.from(sizes, ([, size]) => (sum += size)),
  }
}
