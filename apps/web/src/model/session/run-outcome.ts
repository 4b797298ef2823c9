// What a run did, in the few facts that a prediction is compared with.
import { lastOfKind } from '../lanes/lanes.ts'
import { answerOf, type Lane, type Session } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

export interface RunOutcome {
  readonly sends: number
  readonly recvs: number
  /** `undefined`: no packets were captured. */
  readonly segments: number | undefined
  /** Bytes of the first send and of the first recv that returned some; 0 if there was none. */
  readonly firstSend: number
  readonly firstRecv: number
  /** Whether the reader's messages are exactly the sends, one by one. */
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
  const answer = answerOf(session, shown.path)
  const [found] = recv.count > 0 ? shown.findings.of({ lane: recv.name, index: 0 }) : []
  return {
    sends: send.count,
    recvs: recv.count,
    segments: segment && segment.count > 0 ? segment.count : undefined,
    firstSend: sizeOf(send, 0),
    firstRecv: sizeOf(recv, 0),
    asSent: isSame(send, lastOfKind(lanes, 'message')),
    why: found?.text ?? '',
    answer: answer && { title: answer.title, text: answer.text, isWrong: answer.isWrong },
  }
}

const sizeOf = ({ count, starts, ends }: Lane, index: number): number =>
  index < count ? (ends[index] as number) - (starts[index] as number) : 0

const isSame = (one: Lane, other: Lane): boolean => {
  if (one.count !== other.count) return false
  for (let k = 0; k < one.count; k += 1)
    if (one.starts[k] !== other.starts[k] || one.ends[k] !== other.ends[k]) return false
  return true
}
