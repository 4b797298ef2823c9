// The bytes of a lane one by one, where each has room for its character and its hex.
import type { Lane } from '@unstick/session'
import type { ByteCell } from '../layout.ts'
import type { Slice } from '../placement/slice.ts'
import type { Scale } from '../axis/scale.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'

/** Pixels that a byte needs. */
const LEAST = 20
/** A byte that is no letter. */
const NO_LETTER = '·'
/** A longer header is not read as a number. */
const MOST_HEADER = 8

export interface Cells {
  readonly cells: readonly ByteCell[]
  /** The pieces that are shown as cells. */
  readonly pieces: ReadonlySet<Slice>
}

export const byteCells = (
  subject: Subject,
  lane: Lane,
  pieces: readonly Slice[],
  scale: Scale,
  width: number,
): Cells => {
  const cells: ByteCell[] = []
  const shown = new Set<Slice>()
  for (const piece of pieces) {
    if (piece.x1 < 0 || piece.x0 > width || (piece.x1 - piece.x0) / (piece.end - piece.start) < LEAST)
      continue
    shown.add(piece)
    const from = Math.max(piece.start, Math.floor(scale.invert(-LEAST)))
    const to = Math.min(piece.end, Math.ceil(scale.invert(width + LEAST)))
    const body = bodyOf(subject, piece.run)
    const header = headerIn(subject, lane, piece)
    const bytes = subject.read(from, to)
    if (header)
      cells.push({ x: scale.px(piece.start), wide: scale.px(body.start) - scale.px(piece.start), ...header })
    for (let byte = from; byte < to; byte += 1) {
      if (header && byte < body.start) continue
      const value = bytes[byte - from] ?? 0
      const x = scale.px(byte)
      cells.push({ x, wide: scale.px(byte + 1) - x, text: letterOf(value), below: hexOf(value) })
    }
  }
  return { cells, pieces: shown }
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
