// Bytes in rows of eight. Each row has pieces of one colour, and seams where a message ends.
import type { HexRun, Inspection } from '../../model/inspect/inspection.ts'

export interface HexPiece {
  readonly hex: string
  readonly tint: number
  readonly header: boolean
  readonly seam: boolean
  readonly marked: boolean
}

export interface HexRow {
  readonly offset: string
  readonly pieces: readonly HexPiece[]
  readonly text: string
  /** How many bytes a shorter last row lacks. */
  readonly lacks: number
}

export const rowLength = 8

/** In place of a byte that no lane has. */
const UNKNOWN = '··'

/** `offset`: the stream offset of the first byte. `holes`: the parts of `bytes` that are not known. */
export const hexRows = (
  bytes: Uint8Array,
  runs: readonly HexRun[],
  offset: number,
  holes: Inspection['holes'] = [],
): HexRow[] => {
  const isUnknown = (at: number): boolean => holes.some(({ start, end }) => start <= at && at < end)
  const rows: HexRow[] = []
  let run = 0
  for (let at = 0; at < bytes.length; at += rowLength) {
    const end = Math.min(bytes.length, at + rowLength)
    const pieces: HexPiece[] = []
    for (let from = at; from < end;) {
      while (run < runs.length && (runs[run]?.end ?? 0) <= from) run += 1
      const here = runs[run]
      const to = here && here.start <= from ? Math.min(here.end, end) : end
      pieces.push({
        hex: Array.from(bytes.subarray(from, to), (byte, k) =>
          isUnknown(from + k) ? UNKNOWN : twoDigits(byte),
        ).join(' '),
        tint: here?.tint ?? 0,
        header: here?.header ?? false,
        seam: here?.seam === true && here.start === from,
        marked: here?.marked ?? false,
      })
      from = to
    }
    rows.push({
      offset: (offset + at).toString(16).padStart(4, '0'),
      pieces,
      text: Array.from(bytes.subarray(at, end), (byte, k) => (isUnknown(at + k) ? ' ' : sign(byte))).join(''),
      lacks: at + rowLength - end,
    })
  }
  return rows
}

const twoDigits = (byte: number): string => byte.toString(16).padStart(2, '0')
const sign = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')
