// A piece's whole way in measured moments: sent, arrived, asked for, taken. In nanoseconds after the epoch.
import { type Lane, laneIndexAt } from '@unstick/session'
import { datagramLane, type Lost, type Subject } from '../../model/stream/subject.ts'
import { type BytePiece, bytePiecesOf } from './byte-pieces.ts'
import type { Phase } from '../in-flight-layout.ts'

export interface Journey {
  readonly sent: number
  /** Captured as a segment, or, where nothing was captured, when its send had returned. */
  readonly arrived: number
  /** The recv that returns it was called, and returned; Infinity where there is none. */
  readonly asked: number
  readonly taken: number
  /** When it was gone for good: a lost datagram, or the end of one that a recv cut; Infinity for all others. */
  readonly gone: number
}

export const journeyOf = (subject: Subject, { send, segment, recv, start }: BytePiece): Journey => {
  const { lanes } = subject
  const captured = timeOf(lanes.segment.times, segment)
  const sent = Math.min(timeOf(lanes.send.times, send), captured)
  const arrived = segment >= 0 ? captured : timeOf(lanes.send.dones, send)
  const taken = timeOf(lanes.recv.dones, recv)
  return {
    sent,
    arrived,
    asked: timeOf(lanes.recv.times, recv),
    taken,
    gone:
      subject.lost && recv < 0
        ? goneAt(subject, subject.lost, start, segment >= 0 ? arrived : sent)
        : Infinity,
  }
}

const timeOf = (column: Float64Array, index: number): number =>
  index < 0 ? Infinity : (column[index] as number)

/** `seen`: when it was seen last. A datagram of which a recv took the first bytes loses the others as it returns. */
const goneAt = (subject: Subject, lost: Lost, offset: number, seen: number): number => {
  const base = datagramLane(subject.lanes)
  const datagram = laneIndexAt(base, offset)
  if (lost.has(datagram)) return seen
  const { recv } = subject.lanes
  const taken = laneIndexAt(recv, base.starts[datagram] as number)
  return taken < recv.count && (recv.starts[taken] as number) <= offset ? doneOf(recv, taken) : Infinity
}

const doneOf = (recv: Lane, index: number): number => recv.dones[index] as number

/** When a byte had arrived; `undefined` where no lane before the recvs has it. */
export const arrivalOf = (subject: Subject, byte: number): number | undefined => {
  const [first] = bytePiecesOf(subject, { low: byte, high: byte + 1 }, 1) ?? []
  return first && journeyOf(subject, first).arrived
}

/** Where on its way a piece is at `until`; `undefined` before it was sent and after it was taken. */
export const phaseAt = (journey: Journey, until: number): Phase | undefined => {
  if (until < journey.sent || until >= journey.taken) return undefined
  if (until >= journey.gone) return 'lost'
  if (until < journey.arrived) return 'moving'
  return until > journey.asked ? 'taking' : 'waiting'
}

/** The part of its phase's way that is behind it. */
export const progressAt = (journey: Journey, phase: Phase, until: number): number => {
  switch (phase) {
    case 'moving':
      return part(journey.sent, journey.arrived, until)
    case 'taking':
      return part(Math.max(journey.asked, journey.arrived), journey.taken, until)
    case 'waiting':
    case 'lost':
      return 1
  }
}

const part = (from: number, to: number, at: number): number => (to > from ? (at - from) / (to - from) : 1)
