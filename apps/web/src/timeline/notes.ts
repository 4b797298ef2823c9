// The few words under a box: what stuck together, what was torn, how many came out whole.
import { counted, grouped, type Lane, Mark } from '@unstick/session'
import type { Slice } from './slice.ts'
import type { Boxes, Note } from './layout.ts'
import type { Subject } from './subject.ts'

/** One column of the note's font (11 px Inter, on average). */
const COLUMN = 5.9
const APART = 14

export const noteLane = (
  subject: Subject,
  lane: Lane,
  boxes: Boxes,
  pieces: readonly Slice[],
  happened: number,
  width: number,
): Note[] => {
  const wanted = [...wantedNotes(subject, lane, boxes, pieces, width)]
  const whole = lane.kind === 'message' ? wholeNote(subject, boxes, happened, width) : undefined
  return fitting(whole ? [...wanted, whole] : wanted, width)
}

function* wantedNotes(
  subject: Subject,
  lane: Lane,
  boxes: Boxes,
  pieces: readonly Slice[],
  width: number,
): Generator<Note> {
  if (lane.kind === 'send' || lane.kind === 'segment') return
  let at = 0
  for (let k = 0; k < boxes.key.length; k += 1) {
    const index = boxes.key[k] as number
    while (at < pieces.length && (pieces[at] as Slice).index < index) at += 1
    const from = at
    while (at < pieces.length && (pieces[at] as Slice).index === index) at += 1
    const x0 = boxes.x0[k] as number
    const x1 = boxes.x1[k] as number
    if (x1 < 0 || x0 > width || at === from) continue
    const text =
      lane.kind === 'recv' ? recvText(subject, pieces.slice(from, at)) : markText(subject, index, at - from)
    if (text !== undefined) yield { key: index, x: Math.max(0, x0), text, tone: 'bad' }
  }
}

const recvText = (subject: Subject, pieces: readonly Slice[]): string | undefined => {
  const { frames, runs, runNoun } = subject
  const framed = pieces.every(({ run }) => !frames.naive && run < frames.lane.count)
  const noun = framed ? 'message' : runNoun
  const piece = pieces[0]
  if (pieces.length > 1)
    return `stuck: ${counted(pieces.length, noun)} in one recv of ${counted(totalOf(pieces), 'byte')}`
  if (!piece || noun === 'recv') return undefined
  const size = (runs.ends[piece.run] as number) - (runs.starts[piece.run] as number)
  const here = piece.end - piece.start
  return here < size ? `torn: ${grouped(here)} of ${counted(size, 'byte')}` : undefined
}

const totalOf = (pieces: readonly Slice[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

const markText = ({ frames, runNoun }: Subject, index: number, pieces: number): string | undefined => {
  switch (frames.marks[index]) {
    case Mark.stuck:
      return `stuck: ${counted(pieces, runNoun)} taken for one message`
    case Mark.torn:
      return `torn: part of a ${runNoun} taken for a message`
    case Mark.stuckAndTorn:
      return 'stuck and torn'
    default:
      return undefined
  }
}

const wholeNote = ({ frames }: Subject, boxes: Boxes, happened: number, width: number): Note | undefined => {
  const last = boxes.x1.findLast((x) => x <= width + 1)
  if (frames.naive || happened === 0 || last === undefined) return undefined
  const text = `✓ ${grouped(happened)} whole`
  return { key: -1, x: Math.max(0, last - text.length * COLUMN), text, tone: 'good' }
}

/** Those that do not run into their neighbour, from the left; the last one always stays. */
const fitting = (notes: readonly Note[], width: number): Note[] => {
  const shown: Note[] = []
  for (const note of notes) {
    const size = note.text.length * COLUMN
    const x = Math.max(0, Math.min(note.x, width + 12 - size))
    const before = shown.at(-1)
    const free = before ? before.x + before.text.length * COLUMN + APART : -Infinity
    if (x >= free) shown.push({ ...note, x })
    else if (note.key === -1 && free + size <= width + 12) shown.push({ ...note, x: free })
  }
  return shown
}
