// The bytes of a lane one by one, where each has room for its character and its hex.
import type { Lane } from '@unstick/session'
import type { ByteCell, Character } from '../layout.ts'
import { wideCharacters } from '../../model/stream/wide-characters.ts'
import type { Slice } from '../placement/slice.ts'
import type { Scale } from '../axis/scale.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'

/** Pixels that a byte needs. */
export const LEAST_CELL = 20
/** A byte that is no letter. */
const NO_LETTER = '·'
/** A longer header is not read as a number. */
const MOST_HEADER = 8

export interface Cells {
  readonly cells: readonly ByteCell[]
  readonly characters: readonly Character[]
  /** The pieces that are shown as cells. */
  readonly pieces: ReadonlySet<Slice>
}

export const noCells: Cells = { cells: [], characters: [], pieces: new Set() }

export const byteCells = (
  subject: Subject,
  lane: Lane,
  pieces: readonly Slice[],
  scale: Scale,
  width: number,
): Cells => {
  const cells: ByteCell[] = []
  const characters: Character[] = []
  const shown = new Set<Slice>()
  for (const piece of pieces) {
    if (piece.x1 < 0 || piece.x0 > width || (piece.x1 - piece.x0) / (piece.end - piece.start) < LEAST_CELL)
      continue
    shown.add(piece)
    const from = Math.max(piece.start, Math.floor(scale.invert(-LEAST_CELL)))
    const to = Math.min(piece.end, Math.ceil(scale.invert(width + LEAST_CELL)))
    const body = bodyOf(subject, piece.run)
    const header = headerIn(subject, lane, piece)
    const bytes = subject.read(from, to)
    if (header)
      cells.push({ x: scale.px(piece.start), wide: scale.px(body.start) - scale.px(piece.start), ...header })
    const wide = wideCharacters(subject, piece.run)
    for (let byte = from; byte < to; byte += 1) {
      if (header && byte < body.start) continue
      const value = bytes[byte - from] ?? 0
      const x = scale.px(byte)
      const text = wide.has(byte) ? '' : letterOf(value)
      cells.push({ x, wide: scale.px(byte + 1) - x, text, below: hexOf(value) })
    }
    for (const { text, start, end } of new Set(wide.values())) {
      if (end <= from || start >= to) continue
      const x = scale.px(start)
      const part = { x0: scale.px(Math.max(start, piece.start)), x1: scale.px(Math.min(end, piece.end)) }
      characters.push({ text, x, wide: scale.px(end) - x, ...part })
    }
  }
  return { cells, characters, pieces: shown }
}

/** A message's whole header, read as what it says: how many bytes follow. */
const headerIn = (
  subject: Subject,
  lane: Lane,
  { run, start, end }: Slice,
): Pick<ByteCell, 'text' | 'below'> | undefined => {
  const body = bodyOf(subject, run)
  const size = body.start - start
  if (lane.kind !== 'message' || subject.frames.naive || size <= 0 || size > MOST_HEADER) return undefined
  if (start !== subject.runs.starts[run] || end < body.start) return undefined
  const text = Array.from(subject.read(start, body.start), hexOf).join(' ')
  return { text, below: `= ${body.end - body.start}` }
}

const letterOf = (byte: number): string =>
  byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : NO_LETTER

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0')
