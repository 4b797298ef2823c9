// What a flag on a pole says: one cell for each header and each body of its bytes. A flag's width is its text, never
// time.
import { grouped, type Lane } from '@unstick/session'
import { columnsOf, printableText } from '../../model/bytes/text-of-bytes.ts'
import { runAt } from '../../model/colours/colour-runs.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'

export interface Cell {
  readonly run: number
  /** Stream bytes. */
  readonly start: number
  readonly end: number
  readonly isHeader: boolean
  readonly text: string
  /** Pixels. */
  readonly width: number
}

/** One column of the flag's font (12 px JetBrains Mono), and the room beside the text of a cell, both sides together. */
const COLUMN = 7.2
const BESIDE = 14
const BESIDE_HEADER = 10
/** A longer text is not read; its number of bytes is shown. */
const MOST_TEXT = 24
const MOST_HEX = 4
/** A flag with more cells is a pole. */
const MOST_CELLS = 12

/** How much a flag says: header bytes as hex, only their meaning, or only numbers of bytes. */
const forms = ['hex', 'value', 'size'] as const
type Form = (typeof forms)[number]

/** The cells of an interval, as many words as fit into `room` pixels; `undefined` if none do. */
export const flagCells = (
  subject: Subject,
  lane: Lane,
  index: number,
  room: number,
): readonly Cell[] | undefined => {
  const start = lane.starts[index] as number
  const end = lane.ends[index] as number
  const parts = partsOf(subject, start, end)
  if (!parts) return undefined
  for (const form of forms) {
    const cells = parts.map((part) => cellOf(subject, part, form))
    if (cells.reduce((sum, { width }) => sum + width, 0) <= room) return cells
  }
  return undefined
}

type Part = Pick<Cell, 'run' | 'start' | 'end' | 'isHeader'>

const partsOf = (subject: Subject, start: number, end: number): Part[] | undefined => {
  const { runs } = subject
  const parts: Part[] = []
  for (let run = runAt(runs, start); run < runs.count && (runs.starts[run] as number) < end; run += 1) {
    const from = Math.max(start, runs.starts[run] as number)
    const to = Math.min(end, runs.ends[run] as number)
    const body = Math.min(to, Math.max(from, bodyOf(subject, run).start))
    if (body > from) parts.push({ run, start: from, end: body, isHeader: true })
    if (to > body) parts.push({ run, start: body, end: to, isHeader: false })
    if (parts.length > MOST_CELLS) return undefined
  }
  return parts
}

const cellOf = (subject: Subject, part: Part, form: Form): Cell => {
  const text = textOf(subject, part, form)
  return { ...part, text, width: columnsOf(text) * COLUMN + (part.isHeader ? BESIDE_HEADER : BESIDE) }
}

const textOf = (subject: Subject, { run, start, end, isHeader }: Part, form: Form): string => {
  const size = end - start
  if (isHeader) {
    if (form === 'hex' && size <= MOST_HEX) return hexOf(subject.read(start, end))
    const body = bodyOf(subject, run)
    return body.start - (subject.runs.starts[run] as number) === size ? String(body.end - body.start) : '…'
  }
  const text =
    form !== 'size' && size <= 2 * MOST_TEXT
      ? printableText(subject.read(start, end), subject.encoding)
      : undefined
  return text !== undefined && columnsOf(text) <= MOST_TEXT ? text : `${grouped(size)} B`
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
