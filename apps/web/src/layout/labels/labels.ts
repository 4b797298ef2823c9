// The words on a box: its text if it is text and fits, otherwise its number of bytes.
import { counted, grouped, type Lane } from '@unstick/session'
import type { Slice } from '../placement/slice.ts'
import type { Label } from '../label.ts'
import { intervalNoun } from '../../model/lanes/lane-words.ts'
import type { Boxes } from '../layout.ts'
import type { Placement } from '../placement/placement.ts'
import type { Scale } from '../axis/scale.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'
import { runAt } from '../../model/colours/colour-runs.ts'
import { columnsOf, printableText } from '../../model/bytes/text-of-bytes.ts'

/** One column of the label's font (12 px JetBrains Mono), and the room kept free at either side. */
const COLUMN = 7.2
const MARGIN = 5
const LEAST_ROOM = 14
const MOST_TEXT = 64
/** If more intervals than this touch, only their number is shown. */
const MOST_NAMED = 3

const widthOf = (text: string): number => columnsOf(text) * COLUMN

/** On the bytes axis every slice has its words inside; on the time axis they are beside the narrow boxes. */
export const labelLane = (
  subject: Subject,
  lane: Lane,
  placement: Placement,
  boxes: Boxes,
  pieces: readonly Slice[],
  scale: Scale,
  width: number,
): Label[] =>
  placement.axis === 'time'
    ? besideLabels(subject, lane, boxes, width)
    : pieces.flatMap((piece) => {
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
      return { key: piece.start, x: (left + right) / 2, text: words, beside: false }
  }
  return undefined
}

/** Words right of a box, or of a few boxes that touch, if the space there is free. */
const besideLabels = (subject: Subject, lane: Lane, boxes: Boxes, width: number): Label[] => {
  const labels: Label[] = []
  let first = 0
  for (let k = 0; k < boxes.key.length; k += 1) {
    const right = boxes.x1[k] as number
    const neighbour = boxes.x0[k + 1] ?? Infinity
    if (neighbour - right < LEAST_ROOM) continue
    const next = Math.min(neighbour, calledAt(boxes, k + 1))
    const indices = Array.from(boxes.key.subarray(first, Math.min(k + 1, first + MOST_NAMED)))
    const several = boxes.merged.subarray(first, k + 1).reduce((sum, count) => sum + count, 0)
    first = k + 1
    if (right > width || right < -width) continue
    // Up to the next box, in view or not, because the view's edge cuts words but does not choose them.
    const free = next === Infinity ? width + 18 : next
    const words = besideWords(subject, lane, indices, several).find(
      (candidate) => right + MARGIN + widthOf(candidate) + MARGIN <= free,
    )
    const start = lane.starts[indices[0] ?? 0] ?? 0
    if (words !== undefined && right + MARGIN + widthOf(words) > 0)
      labels.push({ key: start, x: right + MARGIN, text: words, beside: true })
  }
  return labels
}

/**
 * From the most informative words to the shortest. A count or a size always has its noun, because other boxes are near.
 */
const besideWords = (subject: Subject, lane: Lane, indices: readonly number[], count: number): string[] => {
  const noun = intervalNoun(lane.kind, subject.lost ? 'udp' : 'tcp')
  const number =
    count < lane.count ? `${grouped(count)} of ${counted(lane.count, noun)}` : counted(count, noun)
  if (count > MOST_NAMED) return [number]
  const texts = indices.map((index) => intervalText(subject, lane, index))
  const joined = texts.every((text) => text !== undefined) ? [texts.join(' + ')] : []
  const start = lane.starts[indices[0] ?? 0] as number
  const end = lane.ends[indices.at(-1) ?? 0] as number
  const size = `${grouped(end - start)} B`
  return count === 1
    ? [...joined.map((text) => `${text} · ${size}`), ...joined, `${noun} of ${size}`]
    : [...joined, number]
}

/** The bodies that lie completely in an interval, as text: `hello + world`. */
const intervalText = (subject: Subject, lane: Lane, index: number): string | undefined => {
  const { runs } = subject
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  if (end - start > 2 * MOST_TEXT) return undefined
  const texts: string[] = []
  for (let run = runAt(runs, start); run < runs.count && (runs.starts[run] as number) < end; run += 1) {
    const body = bodyOf(subject, run)
    const text = body.start >= start && body.end <= end ? textOf(subject, body.start, body.end) : undefined
    if (text === undefined) return undefined
    texts.push(text)
  }
  return texts.join(' + ')
}

const textOf = (subject: Subject, start: number, end: number): string | undefined =>
  end - start <= MOST_TEXT ? printableText(subject.read(start, end), subject.encoding) : undefined

/** Where the waiting line of a box begins. Words must not cross it. */
const calledAt = (boxes: Boxes, k: number): number => {
  const called = boxes.called[k] ?? NaN
  return Number.isNaN(called) ? Infinity : called
}
