// A replay's moment: which bytes are between two lanes, and which lie in the receive buffer. The cost depends on what
// is shown.
import { laneIndexAt } from '@unstick/session'
import type { AxisKind } from '../../model/axis/axis.ts'
import { insideLabel } from '../labels/labels.ts'
import type { Scale } from '../axis/scale.ts'
import type { Hop } from '../../model/lanes/lanes.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { tintOf } from '../../model/colours/colour-runs.ts'
import { type BytePiece, bytePiecesOf, type ByteRange, datagramLane, unsettled } from './byte-pieces.ts'
import { denseBufferPieces, waitingDatagramBytes, waitingRange } from './dense-receive-buffer.ts'
import { pack } from './pack-receive-buffer.ts'
import { type Edges, type PlaceOn, placesOf } from './lane-positions.ts'
import { lastEventOf } from './last-event.ts'
import type { Phase, InFlightLayout, PieceInFlight } from '../in-flight-layout.ts'
import {
  arrivalOf,
  type Journey,
  journeyOf,
  lastCarrier,
  type Leg,
  legAt,
  phaseAt,
  progressAt,
} from './journey.ts'

/** More pieces than this are drawn per pixel. */
export const MOST_PIECES = 400
/** How far outside the plot a piece is still laid out, in pixels. */
const BESIDE = 40

/** A piece in flight with everything that is known before it is placed. */
interface PlacedPiece extends BytePiece {
  readonly journey: Journey
  readonly phase: Phase
  readonly leg: Leg
}

/** Hop by hop. */
export const layOutInFlight = (
  subject: Subject,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): readonly InFlightLayout[] => {
  const lastEvent = lastEventOf(subject, until)
  return subject.hops.map((hop) => layOutHop(subject, hop, { axis, scale, width, until, lastEvent }))
}

interface View {
  readonly axis: AxisKind
  readonly scale: Scale
  readonly width: number
  readonly until: number
  readonly lastEvent: string | undefined
}

const layOutHop = (
  subject: Subject,
  hop: Hop,
  { axis, scale, width, until, lastEvent }: View,
): InFlightLayout => {
  const { carriers, places, recv, recvPlace } = hop
  const range = unsettled(subject, hop, until)
  const all = bytePiecesOf(subject, hop, range, MOST_PIECES)
  const near =
    all ??
    (axis === 'bytes' ? bytePiecesOf(subject, hop, inView(range, scale, width), MOST_PIECES) : undefined)
  const inFlight = (near ?? []).flatMap((piece): PlacedPiece[] => {
    const journey = journeyOf(subject, hop, piece)
    const phase = phaseAt(journey, until)
    return phase ? [{ ...piece, journey, phase, leg: legOf(piece, journey, phase, until) }] : []
  })
  const lying = inFlight.filter(({ phase }) => phase === 'waiting' || phase === 'taking')
  const facts = {
    until,
    above: places.at(-1) ?? -1,
    below: recvPlace,
    captured: carriers.some(({ kind }) => kind === 'segment'),
    bordered: subject.lost !== undefined,
    lastEvent,
  }
  const placed =
    near === undefined
      ? denseBuffer(subject, hop, range, axis, scale, width, until)
      : place(subject, hop, joined(inFlight), axis, scale, width, until)
  const sums = all
    ? { bytes: sizeOf(lying), oldest: oldestOf(lying) }
    : { bytes: denseBufferBytes(subject, hop, range, until), oldest: arrivalOf(subject, hop, range.low) }
  return {
    ...facts,
    ...placed,
    receiveBuffer: recv.count > 0 ? placed.receiveBuffer : undefined,
    ...(sums.bytes > 0 ? sums : { bytes: 0, oldest: undefined }),
  }
}

/** A waiting piece came from the last lane that has it. */
const legOf = (piece: BytePiece, journey: Journey, phase: Phase, until: number): Leg =>
  phase === 'moving' ? legAt(journey, until) : { from: lastCarrier(piece), to: undefined }

const inView = ({ low, high }: ByteRange, scale: Scale, width: number): ByteRange => ({
  low: Math.max(low, Math.floor(scale.invert(-BESIDE))),
  high: Math.min(high, Math.ceil(scale.invert(width + BESIDE))),
})

type Placed = Pick<InFlightLayout, 'pieces' | 'labels' | 'receiveBuffer'>

const place = (
  subject: Subject,
  hop: Hop,
  inFlight: readonly PlacedPiece[],
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): Placed => {
  const bordered = subject.lost !== undefined
  const on = placesOf(hop, inFlight, axis, scale)
  const lies = ({ phase, leg }: PlacedPiece): boolean =>
    phase !== 'lost' && (phase !== 'moving' || leg.to === undefined)
  const lying = inFlight.filter(lies)
  const packed =
    axis === 'bytes'
      ? undefined
      : pack(
          lying.map(({ start, end }) => end - start),
          lying.map(({ run, start }) => (bordered ? laneIndexAt(datagramLane(hop), start) : run)),
          scale.px(until),
          width,
          bordered,
        )
  const slots = new Map<PlacedPiece, Edges>()
  lying.forEach((journey, i) => slots.set(journey, packed?.edges[i] ?? on(undefined, journey)))
  const pieces = inFlight.flatMap((one): PieceInFlight[] => {
    const { phase, journey, leg, start } = one
    const cut = phase === 'lost' && journey.gone > journey.arrived
    // On the time axis the receive buffer has no room for what a recv just cut off.
    if (cut && packed) return []
    const [o0, o1] = on(leg.from, one)
    const [v0, v1] = slots.get(one) ?? (cut ? on(undefined, one) : NOWHERE)
    const [t0, t1] =
      phase === 'taking' ? on(undefined, one) : leg.to === undefined ? [v0, v1] : on(leg.to, one)
    const target = phase === 'taking' ? hop.recvPlace : leg.to === undefined ? -1 : (hop.places[leg.to] ?? -1)
    return [
      {
        key: start,
        phase,
        tint: one.run < 0 ? 0 : tintOf(subject.runs, one.run),
        ...{
          at: progressAt(journey, phase, leg, until),
          since: phase === 'lost' ? journey.gone : journey.arrived,
          origin: hop.places[leg.from] ?? -1,
          target,
        },
        o0,
        o1,
        v0,
        v1,
        t0,
        t1,
      },
    ]
  })
  return {
    pieces,
    labels: labelsOf(subject, hop, inFlight, slots, on, scale, width),
    receiveBuffer: packed ?? receiveBufferOf(subject, scale, width),
  }
}

const NOWHERE: Edges = [NaN, NaN]

/** On the bytes axis every byte has its place in the receive buffer, as on the lanes. */
const receiveBufferOf = ({ length }: Subject, scale: Scale, width: number): Placed['receiveBuffer'] => ({
  x0: Math.max(0, scale.px(0)),
  x1: Math.min(width, scale.px(length)),
})

const labelsOf = (
  subject: Subject,
  hop: Hop,
  inFlight: readonly PlacedPiece[],
  slots: ReadonlyMap<PlacedPiece, Edges>,
  on: PlaceOn,
  scale: Scale,
  width: number,
): InFlightLayout['labels'] =>
  inFlight.flatMap((one) => {
    const { phase, run, start, end } = one
    if (phase === 'lost' || run < 0) return []
    const [x0, x1] = phase === 'moving' ? on(one.leg.from, one) : (slots.get(one) ?? NOWHERE)
    const slice = { index: one.recv, run, start, end, x0, x1 }
    return x1 > x0 ? (insideLabel(subject, hop.recv, slice, scale, width) ?? []) : []
  })

/** Neighbours that look alike become one piece, because where a later recv will cut them is not visible yet. */
const joined = (inFlight: readonly PlacedPiece[]): PlacedPiece[] => {
  const pieces: PlacedPiece[] = []
  for (const one of inFlight) {
    const last = pieces.at(-1)
    const joins =
      last?.end === one.start &&
      last.run === one.run &&
      last.phase === one.phase &&
      last.on.every((index, k) => index === one.on[k]) &&
      last.leg.from === one.leg.from &&
      (one.phase !== 'taking' || last.recv === one.recv)
    if (joins) pieces[pieces.length - 1] = { ...last, end: one.end }
    else pieces.push(one)
  }
  return pieces
}

const denseBuffer = (
  subject: Subject,
  hop: Hop,
  range: ByteRange,
  axis: AxisKind,
  scale: Scale,
  width: number,
  until: number,
): Placed => {
  const waiting = waitingRange(hop, range, until)
  const since = arrivalOf(subject, hop, range.low) ?? until
  const lies = subject.lost === undefined && waiting.high > waiting.low
  if (axis === 'bytes') {
    const pieces = lies ? denseBufferPieces(subject, waiting, scale, [0, width], since) : []
    return { pieces, labels: [], receiveBuffer: receiveBufferOf(subject, scale, width) }
  }
  const receiveBuffer = pack([1e6], [0], scale.px(until), width, false)
  const stretch = (waiting.high - waiting.low) / (receiveBuffer.x1 - receiveBuffer.x0)
  const inReceiveBuffer: Scale = {
    px: (byte) => receiveBuffer.x0 + (byte - waiting.low) / stretch,
    invert: (px) => waiting.low + (px - receiveBuffer.x0) * stretch,
  }
  const pieces = lies
    ? denseBufferPieces(subject, waiting, inReceiveBuffer, [receiveBuffer.x0, receiveBuffer.x1], since)
    : []
  return { pieces, labels: [], receiveBuffer }
}

const sizeOf = (pieces: readonly PlacedPiece[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

const oldestOf = (pieces: readonly PlacedPiece[]): number | undefined =>
  pieces.length === 0 ? undefined : Math.min(...pieces.map(({ journey }) => journey.arrived))

const denseBufferBytes = (subject: Subject, hop: Hop, range: ByteRange, until: number): number => {
  if (subject.lost) return waitingDatagramBytes(subject, hop, until)
  const { low, high } = waitingRange(hop, range, until)
  return high - low
}
