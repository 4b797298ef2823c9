// What is written on a box: its text where it is text and there is room, else how many bytes.
import { grouped, type Lane } from '@unstick/session'
import type { Slice } from './lay-out-lane.ts'
import type { Boxes, Label } from './layout.ts'
import type { Placement } from './placement.ts'
import type { Scale } from './scale.ts'
import type { Subject } from './subject.ts'
import { columnsOf, printableText } from './text-of-bytes.ts'

/** One column of the label's font (12 px JetBrains Mono), and the room kept free at either side. */
const COLUMN = 7.2
const MARGIN = 5
const MOST_TEXT = 64

const widthOf = (text: string): number => columnsOf(text) * COLUMN

export const labelLane = (
  subject: Subject,
  lane: Lane,
  placement: Placement,
  boxes: Boxes,
  pieces: readonly Slice[],
  scale: Scale,
  width: number,
): Label[] => {
  const labels: Label[] = []
  const labelled = new Set<number>()
  for (const piece of pieces) {
    if (piece.x1 < 0 || piece.x0 > width || piece.x1 - piece.x0 < 14) continue
    const label = pieceLabel(subject, lane, placement, piece, scale)
    if (!label) continue
    labels.push(label)
    labelled.add(piece.index)
  }
  return placement.axis === 'time'
    ? [...labels, ...besideLabels(subject, lane, boxes, labelled, width)]
    : labels
}

const pieceLabel = (
  subject: Subject,
  lane: Lane,
  placement: Placement,
  piece: Slice,
  scale: Scale,
): Label | undefined => {
  const { start, end } = bodyOf(subject, piece.run)
  const whole = piece.start <= start && piece.end >= end && end > start
  const size = lane.kind === 'message' && whole ? end - start : piece.end - piece.start
  const bytes = `${grouped(size)} B`
  const text = end - start <= MOST_TEXT && whole ? printableText(subject.read(start, end)) : undefined
  const left = whole && placement.axis === 'bytes' ? scale.px(start) : piece.x0
  const right = whole && placement.axis === 'bytes' ? scale.px(end) : piece.x1
  for (const [words, x0, x1] of [
    [text === undefined ? bytes : `${text} · ${bytes}`, left, right],
    [text ?? bytes, left, right],
    [text ?? bytes, piece.x0, piece.x1],
    [bytes, piece.x0, piece.x1],
  ] as const)
    if (widthOf(words) + 2 * MARGIN <= x1 - x0)
      return { key: piece.start, x: (x0 + x1) / 2, text: words, beside: false }
  return undefined
}

/** Offsets of the body whose colour run it is: the frame's without header and trailer, or the whole run. */
const bodyOf = ({ frames, runs }: Subject, run: number): { start: number; end: number } => {
  const start = runs.starts[run] as number
  const end = runs.ends[run] as number
  return !frames.naive && run < frames.lane.count
    ? { start: start + (frames.headers[run] as number), end: end - (frames.trailers[run] as number) }
    : { start, end }
}

/** On the time axis boxes are narrow: words stand at their right where nothing else does. */
const besideLabels = (
  subject: Subject,
  lane: Lane,
  boxes: Boxes,
  labelled: ReadonlySet<number>,
  width: number,
): Label[] => {
  const labels: Label[] = []
  for (let k = 0; k < boxes.key.length; k += 1) {
    const index = boxes.key[k] as number
    const right = boxes.x1[k] as number
    if (right < 0 || right > width || labelled.has(index)) continue
    const next = Math.min(boxes.x0[k + 1] ?? Infinity, calledAt(boxes, k + 1), width + 16)
    const start = lane.starts[index] as number
    const end = lane.ends[index] as number
    const merged = boxes.merged[k] as number
    const bytes = merged > 1 ? `${grouped(merged)} × ` : `${grouped(end - start)} B`
    const text =
      merged === 1 && end - start <= MOST_TEXT ? printableText(subject.read(start, end)) : undefined
    const words = [text === undefined ? bytes : `${text} · ${bytes}`, text ?? bytes, bytes].find(
      (candidate) => right + MARGIN + widthOf(candidate) + MARGIN <= next,
    )
    if (words !== undefined) labels.push({ key: start, x: right + MARGIN, text: words, beside: true })
  }
  return labels
}

/** Where the waiting line of a box begins, which words must not cross. */
const calledAt = (boxes: Boxes, k: number): number => {
  const called = boxes.called[k] ?? NaN
  return Number.isNaN(called) ? Infinity : called
}
