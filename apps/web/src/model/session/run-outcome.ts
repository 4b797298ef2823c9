// What a run did, in the few facts that a prediction is compared with.
import { lastOfKind } from '../lanes/lanes.ts'
import { answerOf, type Lane, type Session } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

export interface RunOutcome {
  readonly transport: 'tcp' | 'udp'
  /** What the reader calls: `recvfrom`. */
  readonly recvName: string
  readonly sends: number
  readonly recvs: number
  /** `undefined`: no packets were captured. */
  readonly segments: number | undefined
  /** Bytes of the first send and of the first recv that returned some; 0 if there was none. */
  readonly firstSend: number
  readonly firstRecv: number
  /** The same of the second ones. */
  readonly secondSend: number
  readonly secondRecv: number
  /** Whether the first recv began where the first send did; of datagrams the first ones may be lost. */
  readonly beginsAlike: boolean
  /** Sends that took fewer bytes than they were given. */
  readonly shortWrites: number
  /** Whether a framing is on. */
  readonly framed: boolean
  /** Whether the reader's messages are exactly the sends, one by one. Under a framing: whether all came out whole. */
  readonly asSent: boolean
  /** Why the first recv returned what it did; empty if nothing was found of it. */
  readonly why: string
  /** The answer to the experiment's question; `undefined` if what it asks for was not measured. */
  readonly answer: Answer | undefined
}

export interface Answer {
  /** One sentence, and why, which may be empty. */
  readonly title: string
  readonly text: string
  /** Whether a program got something else than was sent. */
  readonly isWrong: boolean
}

export const runOutcome = (
  session: Session | undefined,
  shown: ShownStream | undefined,
): RunOutcome | undefined => {
  if (!session || !shown) return undefined
  const { lanes } = shown.subject
  const send = lanes.find(({ kind }) => kind === 'send')
  if (!send) return undefined
  const recv = lastOfKind(lanes, 'recv')
  const segment = lanes.find(({ kind }) => kind === 'segment')
  const shortWrites = shown.stream.calls?.shortWrites.count ?? 0
  const first = earliest(recv)
  const answer = answerOf(session, shown.path)
  const [found] = recv.count > 0 ? shown.findings.of({ lane: recv.name, index: 0 }) : []
  return {
    transport: shown.stream.transport,
    recvName:
      shown.stream.callOf('recv', first)?.name ?? (shown.stream.transport === 'udp' ? 'recvfrom' : 'recv'),
    sends: send.count,
    recvs: recv.count,
    segments: segment && segment.count > 0 ? segment.count : undefined,
    firstSend: sizeOf(send, 0),
    firstRecv: sizeOf(recv, first),
    beginsAlike: recv.count > 0 && recv.starts[first] === send.starts[0],
    shortWrites,
    secondSend: sizeOf(send, 1),
    secondRecv: sizeOf(recv, 1),
    framed: !shown.subject.frames.naive,
    asSent:
      shortWrites === 0 &&
      (shown.subject.frames.naive
        ? isSame(send, lastOfKind(lanes, 'message'))
        : isWhole(send, shown.subject.frames)),
    why: found?.text ?? '',
    answer: answer && { title: answer.title, text: answer.text, isWrong: answer.isWrong },
  }
}

const sizeOf = ({ count, starts, ends }: Lane, index: number): number =>
  index < count ? (ends[index] as number) - (starts[index] as number) : 0

/** Datagrams lie in the order in which they were sent, and may be received in another. */
const earliest = ({ count, times }: Lane): number => {
  let first = 0
  for (let k = 1; k < count; k += 1) if ((times[k] as number) < (times[first] as number)) first = k
  return first
}

/** The framing fits, and cut messages out of all that was sent. */
const isWhole = (send: Lane, { lane, error, held }: ShownStream['subject']['frames']): boolean =>
  error === undefined && held === 0 && lane.count > 0 && endOf(lane) === endOf(send)

const endOf = ({ count, ends }: Lane): number => (count === 0 ? 0 : (ends[count - 1] as number))

const isSame = (one: Lane, other: Lane): boolean => {
  if (one.count !== other.count) return false
  for (let k = 0; k < one.count; k += 1)
    if (one.starts[k] !== other.starts[k] || one.ends[k] !== other.ends[k]) return false
  return true
}
