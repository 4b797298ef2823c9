// A replay's moment: which bytes are between two lanes, and which lie in the receive buffer. Costs what it shows.
import { laneIndexAt } from '@unstick/session'
import type { AxisKind } from '../layout.ts'
import { insideLabel } from '../labels/labels.ts'
import type { Scale } from '../axis/scale.ts'
import { datagramLane, tintOf, type Subject } from '../../model/stream/subject.ts'
import { type Atom, atomsOf, type ByteRange, unsettled } from './byte-pieces.ts'
import { crowdPieces, waitingDatagramBytes, waitingRange } from './dense-receive-buffer.ts'
import { pack } from './pack-receive-buffer.ts'
import { type Edges, type PlaceOn, placesOf } from './lane-positions.ts'
import { said } from './last-event.ts'
import type { Phase, TravelLayout, TravelPiece } from '../in-flight-layout.ts'
import { arrivalOf, phaseAt, progressAt, type Way, wayOf } from './journey.ts'

/** More pieces than this are shown pixel by pixel. */
export const MOST_PIECES = 400
/** How far outside of the plot a piece is still laid out, in pixels. */
const BESIDE = 40

/** A piece that is on its way, as far as it is known before anything is placed. */
interface Travelling extends Atom {
  readonly way: Way
  readonly phase: Phase
}

export const travel = (
  subject: Subject,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): TravelLayout => {
  const { lanes } = subject
  const range = unsettled(subject, until)
  const all = atomsOf(subject, range, MOST_PIECES)
  const near =
    all ?? (axis === 'bytes' ? atomsOf(subject, inView(range, scale, width), MOST_PIECES) : undefined)
  const ways = (near ?? []).flatMap((atom): Travelling[] => {
    const way = wayOf(subject, atom)
    const phase = phaseAt(way, until)
    return phase ? [{ ...atom, way, phase }] : []
  })
  const lying = ways.filter(({ phase }) => phase === 'waiting' || phase === 'taking')
  const told = {
    until,
    captured: lanes.segment.count > 0,
    bordered: subject.lost !== undefined,
    said: said(subject, until),
  }
  const placed =
    near === undefined
      ? crowded(subject, range, axis, scale, width, until)
      : place(subject, joined(ways), axis, scale, width, until)
  const sums = all
    ? { bytes: sizeOf(lying), oldest: oldestOf(lying) }
    : { bytes: crowdBytes(subject, range, until), oldest: arrivalOf(subject, range.low) }
  return {
    ...told,
    ...placed,
    vessel: lanes.recv.count > 0 ? placed.vessel : undefined,
    ...(sums.bytes > 0 ? sums : { bytes: 0, oldest: undefined }),
  }
}

const inView = ({ low, high }: ByteRange, scale: Scale, width: number): ByteRange => ({
  low: Math.max(low, Math.floor(scale.value(-BESIDE))),
  high: Math.min(high, Math.ceil(scale.value(width + BESIDE))),
})

type Placed = Pick<TravelLayout, 'pieces' | 'labels' | 'vessel'>

const place = (
  subject: Subject,
  ways: readonly Travelling[],
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): Placed => {
  const bordered = subject.lost !== undefined
  const on = placesOf(subject, ways, axis, scale)
  const lies = ({ phase, segment }: Travelling): boolean =>
    phase !== 'lost' && (phase !== 'moving' || segment < 0)
  const lying = ways.filter(lies)
  const packed =
    axis === 'bytes'
      ? undefined
      : pack(
          lying.map(({ start, end }) => end - start),
          lying.map(({ run, start }) => (bordered ? laneIndexAt(datagramLane(subject.lanes), start) : run)),
          scale.px(until),
          width,
          bordered,
        )
  const slots = new Map<Travelling, Edges>()
  lying.forEach((way, i) => slots.set(way, packed?.edges[i] ?? on('recv', way)))
  const pieces = ways.flatMap((one): TravelPiece[] => {
    const { phase, way, segment, start } = one
    const cut = phase === 'lost' && way.gone > way.arrived
    // On the time axis what is in the vessel has no room for what a recv just cut off.
    if (cut && packed) return []
    const origin = segment < 0 || (phase === 'moving' && one.send >= 0) ? 0 : 1
    const [o0, o1] = on(origin === 0 ? 'send' : 'segment', one)
    const [v0, v1] = slots.get(one) ?? (cut ? on('recv', one) : NOWHERE)
    const [t0, t1] = phase === 'taking' ? on('recv', one) : segment >= 0 ? on('segment', one) : [v0, v1]
    return [
      {
        ...{ key: start, phase, tint: one.run < 0 ? 0 : tintOf(subject.runs, one.run) },
        ...{ at: progressAt(way, phase, until), since: phase === 'lost' ? way.gone : way.arrived, origin },
        ...{ o0, o1, v0, v1, t0, t1 },
      },
    ]
  })
  return {
    pieces,
    labels: labelsOf(subject, ways, slots, on, scale, width),
    vessel: packed ?? vesselOf(subject, scale, width),
  }
}

const NOWHERE: Edges = [NaN, NaN]

/** On the bytes axis every byte has its place in the vessel, as on the lanes. */
const vesselOf = ({ length }: Subject, scale: Scale, width: number): Placed['vessel'] => ({
  x0: Math.max(0, scale.px(0)),
  x1: Math.min(width, scale.px(length)),
})

const labelsOf = (
  subject: Subject,
  ways: readonly Travelling[],
  slots: ReadonlyMap<Travelling, Edges>,
  on: PlaceOn,
  scale: Scale,
  width: number,
): TravelLayout['labels'] =>
  ways.flatMap((one) => {
    const { phase, run, start, end } = one
    if (phase === 'lost' || run < 0) return []
    const [x0, x1] = phase === 'moving' ? on('send', one) : (slots.get(one) ?? NOWHERE)
    const slice = { index: one.recv, run, start, end, x0, x1 }
    return x1 > x0 ? (insideLabel(subject, subject.lanes.recv, slice, scale, width) ?? []) : []
  })

/** Neighbours that look alike are one piece: where a later recv will cut them is not to be seen yet. */
const joined = (ways: readonly Travelling[]): Travelling[] => {
  const pieces: Travelling[] = []
  for (const one of ways) {
    const last = pieces.at(-1)
    const joins =
      last?.end === one.start &&
      last.run === one.run &&
      last.phase === one.phase &&
      last.send === one.send &&
      last.segment === one.segment &&
      (one.phase !== 'taking' || last.recv === one.recv)
    if (joins) pieces[pieces.length - 1] = { ...last, end: one.end }
    else pieces.push(one)
  }
  return pieces
}

const crowded = (
  subject: Subject,
  range: ByteRange,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): Placed => {
  const waiting = waitingRange(subject, range, until)
  const since = arrivalOf(subject, range.low) ?? until
  const lies = subject.lost === undefined && waiting.high > waiting.low
  if (axis === 'bytes') {
    const pieces = lies ? crowdPieces(subject, waiting, scale, [0, width], since) : []
    return { pieces, labels: [], vessel: vesselOf(subject, scale, width) }
  }
  const vessel = pack([1e6], [0], scale.px(until), width, false)
  const stretch = (waiting.high - waiting.low) / (vessel.x1 - vessel.x0)
  const inVessel: Scale = {
    px: (byte) => vessel.x0 + (byte - waiting.low) / stretch,
    value: (px) => waiting.low + (px - vessel.x0) * stretch,
  }
  const pieces = lies ? crowdPieces(subject, waiting, inVessel, [vessel.x0, vessel.x1], since) : []
  return { pieces, labels: [], vessel }
}

const sizeOf = (pieces: readonly Travelling[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

const oldestOf = (pieces: readonly Travelling[]): number | undefined =>
  pieces.length === 0 ? undefined : Math.min(...pieces.map(({ way }) => way.arrived))

const crowdBytes = (subject: Subject, range: ByteRange, until: number): number => {
  if (subject.lost) return waitingDatagramBytes(subject, until)
  const { low, high } = waitingRange(subject, range, until)
  return high - low
}
