// What a session shows, one point after another: the experiment's own point first, then what else happened on the way.
import { Findings } from '../findings/findings.ts'
import type { Path } from '../messages/path.ts'
import type { Session } from '../streams/session.ts'
import { datagramFates } from './points/datagram-point.ts'
import { heldByRecv } from './points/held-by-recv.ts'
import { messages } from './points/message-point.ts'
import { collected, cutByRecvs, joined, segmented, segmentedAndRead } from './points/pair-points.ts'
import type { MakePoint, Point, Shown } from './points/point.ts'
import { printed } from './points/printed-point.ts'
import { reset, shortWrites, waited } from './points/sender-points.ts'

/** Each once, the gravest first. */
const all: readonly MakePoint[] = [
  datagramFates,
  shortWrites,
  reset,
  messages,
  waited,
  joined,
  segmented,
  collected,
  cutByRecvs,
]

/** Experiments whose point is not what the reader took for messages, or what became of datagrams. */
const own: Readonly<Record<string, MakePoint>> = {
  nagle: joined,
  cork: joined,
  'large-message': segmentedAndRead,
  'late-reader': heldByRecv(0),
  'remote-command': heldByRecv(1),
  'write-write-read': waited,
  'short-write': shortWrites,
  'reset-loses-data': reset,
  'recv-eats-next': printed,
  'header-torn': printed,
  'timeout-loses-part': printed,
  'two-writers': printed,
  'half-close': printed,
  'sleep-between': printed,
  'split-character': printed,
}

/**
 * What happened on a path: the experiment's own point first, then those where a program got something else than was sent,
 * then the others. Many alike are one point with a count. Empty if nothing joined, cut or lost any bytes and no framing is on.
 */
export const headlines = (session: Session, path: Path): readonly Point[] => {
  const shown = shownOf(session, path)
  const first = ownPoint(session, path)
  const answer = first(shown)
  const rest = all
    .filter((make) => make !== first)
    .map((make) => make(shown))
    .filter((point) => point !== undefined)
  // That all messages came out whole is what a framing is for.
  const isFramed = shown.path.framed?.naive === false
  const points = [...(answer ? [answer] : []), ...rest].filter(
    (point) => point.indices.length > 0 || point.isWrong || (isFramed && point === answer),
  )
  const [head, ...others] = points
  if (!head) return []
  return [head, ...others.filter(({ isWrong }) => isWrong), ...others.filter(({ isWrong }) => !isWrong)]
}

/** The answer to the experiment's question, from this run; `undefined` if what it asks for was not measured. */
export const answerOf = (session: Session, path: Path): Point | undefined =>
  ownPoint(session, path)(shownOf(session, path))

const ownPoint = ({ header }: Session, path: Path): MakePoint =>
  own[header?.experiment ?? ''] ?? (path.streams[0].transport === 'udp' ? datagramFates : messages)

const shownOf = (session: Session, path: Path): Shown => ({
  session,
  path,
  findings: new Findings(path),
  fates: session.fates(path.streams[0]),
})
