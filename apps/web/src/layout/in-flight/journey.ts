// A piece's whole way in measured moments: when each lane saw it, when it was asked for, and when it was taken. In
// nanoseconds after the epoch.
import { type Lane, laneIndexAt, laneTable } from '@unstick/session'
import type { Hop } from '../../model/lanes/lanes.ts'
import type { Lost, Subject } from '../../model/stream/subject.ts'
import { type BytePiece, bytePiecesOf, datagramLane } from './byte-pieces.ts'
import type { Phase } from '../in-flight-layout.ts'

export interface Journey {
  /** When each carrier of its hop saw it; Infinity if it did not. */
  readonly seen: readonly number[]
  readonly sent: number
  /** When it had passed the last carrier that has it: when its segment arrived, or when its send returned. */
  readonly arrived: number
  /** When the recv that returns it was called, and when it returned; Infinity if there is none. */
  readonly asked: number
  readonly taken: number
  /** When it was gone for good: a lost datagram, or the end of one that a recv cut. Infinity for all others. */
  readonly gone: number
}

/** The last carrier of its hop that has a piece; -1 if none has. */
export const lastCarrier = ({ on }: BytePiece): number => on.findLastIndex((index) => index >= 0)

export const journeyOf = (subject: Subject, hop: Hop, piece: BytePiece): Journey => {
  const { recv, start } = piece
  const seen = hop.carriers.map(({ times }, k) => timeOf(times, piece.on[k] ?? -1))
  const last = lastCarrier(piece)
  const lane = hop.carriers[last]
  const sent = Math.min(...seen)
  const arrived = lane ? timeOf(lane.dones, piece.on[last] ?? -1) : Infinity
  return {
    seen,
    sent,
    arrived,
    asked: timeOf(hop.recv.times, recv),
    taken: timeOf(hop.recv.dones, recv),
    gone:
      subject.lost && recv < 0
        ? goneAt(hop, subject.lost, start, lane && isCall(lane) ? sent : arrived)
        : Infinity,
  }
}

const isCall = ({ kind }: Lane): boolean => laneTable[kind].has.duration

const timeOf = (column: Float64Array, index: number): number =>
  index < 0 ? Infinity : (column[index] as number)

/**
 * `seen`: when it was last seen. If a recv took only the first bytes of a datagram, the others are lost as it returns.
 */
const goneAt = (hop: Hop, lost: Lost, offset: number, seen: number): number => {
  const base = datagramLane(hop)
  const datagram = laneIndexAt(base, offset)
  if (lost.has(datagram)) return seen
  const { recv } = hop
  const taken = laneIndexAt(recv, base.starts[datagram] as number)
  return taken < recv.count && (recv.starts[taken] as number) <= offset
    ? (recv.dones[taken] as number)
    : Infinity
}

/** When a byte had arrived; `undefined` if no lane before the recvs has it. */
export const arrivalOf = (subject: Subject, hop: Hop, byte: number): number | undefined => {
  const [first] = bytePiecesOf(subject, hop, { low: byte, high: byte + 1 }, 1) ?? []
  return first && journeyOf(subject, hop, first).arrived
}

/** A piece's phase at `until`; `undefined` before it was sent and after it was taken. */
export const phaseAt = (journey: Journey, until: number): Phase | undefined => {
  if (until < journey.sent || until >= journey.taken) return undefined
  if (until >= journey.gone) return 'lost'
  if (until < journey.arrived) return 'moving'
  return until > journey.asked ? 'taking' : 'waiting'
}

/** The carriers between which a piece moves at `until`. Without `to` it goes from its send into the receive buffer. */
export interface Leg {
  readonly from: number
  readonly to: number | undefined
}

export const legAt = ({ seen }: Journey, until: number): Leg => {
  const there = seen.flatMap((time, k) => (time < Infinity ? [k] : []))
  const next = there.findIndex((k, at) => at > 0 && (seen[k] as number) > until)
  return next < 0
    ? { from: there.at(-1) ?? 0, to: undefined }
    : { from: there[next - 1] ?? 0, to: there[next] }
}

/** The fraction of its phase that is over. */
export const progressAt = (journey: Journey, phase: Phase, leg: Leg, until: number): number => {
  switch (phase) {
    case 'moving': {
      const to = leg.to === undefined ? journey.arrived : (journey.seen[leg.to] as number)
      return part(Math.min(journey.seen[leg.from] as number, to), to, until)
    }
    case 'taking':
      return part(Math.max(journey.asked, journey.arrived), journey.taken, until)
    case 'waiting':
    case 'lost':
      return 1
  }
}

const part = (from: number, to: number, at: number): number => (to > from ? (at - from) / (to - from) : 1)
