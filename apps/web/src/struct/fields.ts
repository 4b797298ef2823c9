// Splits a format into its fields, one per value, and the padding between them.
import type { FormatItem, Struct } from '@unstick/framing'

export interface StructField {
  /** The format character as written: `I`, `16s`, or `x` for padding. */
  readonly name: string
  readonly code: string
  /** Bytes `[start, end)` of the packed bytes. */
  readonly start: number
  readonly end: number
  /** Which value it holds; `undefined` for padding. */
  readonly value: number | undefined
}

export const fieldsOf = ({ layout }: Struct): StructField[] => {
  const fields: StructField[] = []
  let at = 0
  let value = 0
  for (const item of layout.items) {
    if (item.offset > at) fields.push(padding('align', at, item.offset))
    at = item.offset + item.size * item.count
    if (item.family === 'pad') {
      if (item.count > 0) fields.push(padding('x', item.offset, at))
      continue
    }
    const size = item.family === 'text' ? item.count : item.size
    for (let k = 0; k < item.values; k += 1, value += 1) {
      const start = item.offset + k * size
      fields.push({ name: nameOf(item), code: item.code, start, end: start + size, value })
    }
  }
  return fields
}

const padding = (name: string, start: number, end: number): StructField => ({
  name,
  code: 'x',
  start,
  end,
  value: undefined,
})

const nameOf = ({ code, family, count }: FormatItem): string => (family === 'text' ? `${count}${code}` : code)
