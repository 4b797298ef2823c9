// The few words under a box: what stuck together, what was split, how many came out whole.
import { counted, grouped, type Lane, laneIndexAt, Mark } from '@unstick/session'
import { fittingNotes, type WantedNote } from './fit-notes.ts'
import type { Boxes, Note } from '../layout.ts'
import type { Slice } from '../placement/slice.ts'
import type { Subject } from '../../model/stream/subject.ts'

export const noteLane = (
  subject: Subject,
  lane: Lane,
  boxes: Boxes,
  pieces: readonly Slice[],
  happened: number,
  width: number,
): Note[] => {
  const wanted = [...wantedNotes(subject, lane, boxes, pieces, width)]
  return fittingNotes(
    wanted,
    lane.kind === 'message' ? wholeNote(subject, boxes, happened) : undefined,
    width,
  )
}

function* wantedNotes(
  subject: Subject,
  lane: Lane,
  boxes: Boxes,
  pieces: readonly Slice[],
  width: number,
): Generator<WantedNote> {
  if (lane.kind === 'send' || lane.kind === 'segment') return
  let at = 0
  for (let k = 0; k < boxes.key.length; k += 1) {
    const index = boxes.key[k] as number
    const from = at
    while (at < pieces.length && (pieces[at] as Slice).index === index) at += 1
    const x0 = boxes.x0[k] as number
    const x1 = boxes.x1[k] as number
    // Notes up to a view's width outside are included to keep their room, so that panning changes none.
    if (x1 < -width || x0 > 2 * width || at === from) continue
    const texts =
      lane.kind === 'recv'
        ? (heldTexts(subject, lane, index) ?? recvTexts(subject, pieces.slice(from, at)))
        : markTexts(subject, index, at - from)
    if (texts)
      yield {
        key: index,
        x0,
        x1,
        texts,
        weight: at - from > 1 ? 1 : 0,
        tone: lane.kind !== 'recv' ? 'bad' : texts[0]?.startsWith(WHOLE) ? 'good' : 'plain',
      }
  }
}

const WHOLE = '✓'

/** What the framer made of a recv's bytes: how many messages became whole, and how much it keeps of the next one. */
const heldTexts = ({ frames, holding }: Subject, recv: Lane, index: number): string[] | undefined => {
  if (!holding) return undefined
  const { held, needed } = holding(index)
  const { lane } = frames
  const first = laneIndexAt(lane, recv.starts[index] as number)
  const count = laneIndexAt(lane, recv.ends[index] as number) - first
  const whole = count === 1 ? `message ${grouped(first + 1)} whole` : `${counted(count, 'message')} whole`
  if (held === 0) return count > 0 ? [`${WHOLE} ${whole}`, `${WHOLE} whole`, WHOLE] : undefined
  const kept =
    needed === undefined
      ? `${grouped(held)} held, length unknown`
      : `${grouped(held)} of ${grouped(needed)} held`
  const short = needed === undefined ? `${grouped(held)} held` : `${grouped(held)} of ${grouped(needed)}`
  return count === 0 ? [kept, short] : [`${whole}, ${kept}`, `${whole}, ${short}`, kept, short]
}

const recvTexts = (subject: Subject, pieces: readonly Slice[]): string[] | undefined => {
  const { frames, runs, runNoun } = subject
  const framed = pieces.every(({ run }) => !frames.naive && run < frames.lane.count)
  const noun = framed ? 'message' : runNoun
  const piece = pieces[0]
  if (pieces.length > 1) {
    const stuck = counted(pieces.length, noun)
    return [`stuck: ${stuck} in one recv of ${counted(totalOf(pieces), 'byte')}`, `${stuck} stuck`, 'stuck']
  }
  if (!piece || noun === 'recv') return undefined
  const size = (runs.ends[piece.run] as number) - (runs.starts[piece.run] as number)
  const here = piece.end - piece.start
  return here < size
    ? [`torn: ${grouped(here)} of ${counted(size, 'byte')}`, `torn: ${grouped(here)} B`, 'torn']
    : undefined
}

const totalOf = (pieces: readonly Slice[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

const markTexts = ({ frames, runNoun }: Subject, index: number, pieces: number): string[] | undefined => {
  switch (frames.marks[index]) {
    case Mark.stuck:
      return [
        `stuck: ${counted(pieces, runNoun)} taken for one message`,
        `${counted(pieces, runNoun)} stuck`,
        'stuck',
      ]
    case Mark.torn:
      return [`torn: part of a ${runNoun} taken for a message`, `torn: part of a ${runNoun}`, 'torn']
    case Mark.stuckAndTorn:
      return ['stuck and torn', 'torn']
    case Mark.partial:
      return ['bytes missing', 'missing']
    case Mark.skipped:
      return ['skipped: part of no message', 'skipped']
    case Mark.tunnel:
      return ['a tunnel’s bytes, not framed', 'tunnel']
    case Mark.part:
      return ['goes on after the next message', 'goes on']
    default:
      return undefined
  }
}

/** How many of the first intervals are no whole messages: bytes are missing, were skipped, or come later. */
export const partialOf = ({ holes, marks, lane }: Subject['frames'], count: number): number =>
  holes.length === 0 && !lane.apart?.size
    ? 0
    : marks.subarray(0, count).reduce((sum, mark) => sum + (mark >= Mark.partial ? 1 : 0), 0)

/** Under the lane's last box, or at the view's edge if the box is farther right. */
const wholeNote = (
  { frames }: Subject,
  { key, merged, x1 }: Boxes,
  happened: number,
): WantedNote | undefined => {
  const last = key.length - 1
  if (frames.naive || happened === 0 || last < 0) return undefined
  const reached = (key[last] as number) + (merged[last] as number) >= happened
  const end = reached ? (x1[last] as number) : Infinity
  const whole = happened - partialOf(frames, happened)
  return { key: -1, x0: end, x1: end, texts: [`✓ ${grouped(whole)} whole`], weight: 0, tone: 'good' }
}
