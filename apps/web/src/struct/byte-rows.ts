// The packed bytes in rows. Each row has one piece per field.
import type { StructField } from './fields.ts'

export interface BytePiece {
  /** `undefined`: bytes after the last field. */
  readonly field: StructField | undefined
  readonly start: number
  readonly bytes: readonly (number | undefined)[]
  /** Whether the field continues from the previous row, or on the next one. */
  readonly from: boolean
  readonly on: boolean
}

/** Bytes after `size` are shown as left over. */
export const byteRows = (
  fields: readonly StructField[],
  bytes: readonly (number | undefined)[],
  size: number,
  perRow: number,
): BytePiece[][] => {
  const rest = bytes.length > size ? [{ field: undefined, start: size, end: bytes.length }] : []
  const runs = [...fields.map((field) => ({ field, start: field.start, end: field.end })), ...rest]
  const rows: BytePiece[][] = []
  for (const { field, start, end } of runs) {
    for (let at = start; at < end;) {
      const to = Math.min(end, (Math.floor(at / perRow) + 1) * perRow)
      const piece = {
        field,
        start: at,
        bytes: Array.from({ length: to - at }, (_, k) => bytes[at + k]),
        from: at > start,
        on: to < end,
      }
      ;(rows[Math.floor(at / perRow)] ??= []).push(piece)
      at = to
    }
  }
  return rows
}
