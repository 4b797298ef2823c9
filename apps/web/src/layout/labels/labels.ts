// The words on a box of the bytes axis: its text if it is text and fits, otherwise its number of bytes.
import { grouped, type Lane } from '@unstick/session'
import type { Slice } from '../placement/slice.ts'
import type { Label } from '../label.ts'
import type { Scale } from '../axis/scale.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'
import { columnsOf, printableText } from '../../model/bytes/text-of-bytes.ts'

/** One column of the label's font (12 px JetBrains Mono), and the room kept free at either side. */
const COLUMN = 7.2
const MARGIN = 5
const LEAST_ROOM = 14
const MOST_TEXT = 64

const widthOf = (text: string): number => columnsOf(text) * COLUMN

/** Every piece with room has its words inside. */
export const labelLane = (
  subject: Subject,
  lane: Lane,
  pieces: readonly Slice[],
  scale: Scale,
  width: number,
): Label[] =>
  pieces.flatMap((piece) => {
    const seen = piece.x1 > 0 && piece.x0 < width && piece.x1 - piece.x0 > LEAST_ROOM
    return seen ? (insideLabel(subject, lane, piece, scale, width) ?? []) : []
  })

/** On one piece: its text and size, or as much of them as fits. */
export const insideLabel = (
  subject: Subject,
  lane: Lane,
  piece: Slice,
  scale: Scale,
  width: number,
): Label | undefined => {
  const body = bodyOf(subject, piece.run)
  const whole = piece.start <= body.start && piece.end >= body.end && body.end > body.start
  const size = lane.kind === 'message' && whole ? body.end - body.start : piece.end - piece.start
  const bytes = `${grouped(size)} B`
  const text = whole ? textOf(subject, body.start, body.end) : undefined
  // If headers are shaded, the words go on the body.
  const shaded = lane.kind === 'message' || lane.kind === 'send'
  const x0 = whole && shaded ? scale.px(body.start) : piece.x0
  const x1 = whole && shaded ? scale.px(body.end) : piece.x1
  for (const [words, from, to] of [
    [text === undefined ? bytes : `${text} · ${bytes}`, x0, x1],
    [text ?? bytes, x0, x1],
    [text ?? bytes, piece.x0, piece.x1],
    [bytes, piece.x0, piece.x1],
  ] as const) {
    // Words are centred in the visible part.
    const left = Math.max(from, 0)
    const right = Math.min(to, width)
    if (widthOf(words) + 2 * MARGIN <= right - left)
      return { key: piece.start, x: (left + right) / 2, text: words, beside: false, row: 0 }
  }
  return undefined
}

const textOf = (subject: Subject, start: number, end: number): string | undefined =>
  end - start <= MOST_TEXT ? printableText(subject.read(start, end), subject.encoding) : undefined
