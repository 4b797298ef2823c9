// A format as the workbench uses it: its fields, or Python's sentence about what is wrong and where.
import { Struct, StructError } from '@unstick/framing'
import { fieldsOf, type StructField } from './fields.ts'

export type Compiled =
  | { readonly ok: true; readonly struct: Struct; readonly fields: readonly StructField[] }
  | {
      readonly ok: false
      /** CPython's sentence, if CPython has one. */
      readonly error: string | undefined
      readonly advice: string
      /** The wrong characters `[start, end)`; absent if the format is valid and only too large for the workbench. */
      readonly wrong: { readonly start: number; readonly end: number } | undefined
    }

/** The workbench's limits, because it draws a page of fields, not a file. */
const MOST_VALUES = 64
const MOST_BYTES = 4_096

export const orders = ['@', '=', '<', '>', '!'] as const
export type Order = (typeof orders)[number]

const orderSays: Readonly<Record<Order, string>> = {
  '@': "native: little-endian on x86-64, the C compiler's sizes, aligned with pad bytes",
  '=': 'native order, little-endian here; standard sizes, no padding',
  '<': 'little-endian: the least significant byte comes first',
  '>': 'big-endian: the most significant byte comes first',
  '!': 'network order, which is big-endian: the most significant byte comes first',
}

export const orderWords = (order: Order): string => orderSays[order]

/** The format with another order character at its start. */
export const withOrder = (format: string, order: Order): string => order + format.replace(/^[@=<>!]/, '')

export const compile = (format: string): Compiled => {
  try {
    const struct = new Struct(format)
    const { values } = struct.layout
    if (values <= MOST_VALUES && struct.size <= MOST_BYTES)
      return { ok: true, struct, fields: fieldsOf(struct) }
    const taken = `${values.toLocaleString('en')} values in ${struct.size.toLocaleString('en')} bytes`
    const most = `${MOST_VALUES} values and ${MOST_BYTES.toLocaleString('en')} bytes`
    const advice = `The format is valid: ${taken}. This workbench draws up to ${most}.`
    return { ok: false, error: undefined, advice, wrong: undefined }
  } catch (error) {
    if (!(error instanceof StructError)) throw error
    const wrong = wrongPlace(format)
    return { ok: false, error: error.message, advice: adviceOn(format.slice(wrong.start, wrong.end)), wrong }
  }
}

/** The wrong item: what follows the longest valid beginning of the format. */
const wrongPlace = (format: string): { readonly start: number; readonly end: number } => {
  let start = format.length
  while (start > 0 && !isFormat(format.slice(0, start))) start -= 1
  const [item = ''] = /^\s*\d*\D?/.exec(format.slice(start)) ?? []
  return { start, end: start + item.length }
}

const isFormat = (format: string): boolean => {
  try {
    return new Struct(format).size >= 0
  } catch (error) {
    if (error instanceof StructError) return false
    throw error
  }
}

const adviceOn = (item: string): string => {
  if (/[nNP]$/.test(item)) return 'n, N and P have the machine’s own sizes and exist only under @.'
  if (/[@=<>!]$/.test(item)) return 'The byte order comes first, once for the whole format.'
  if (/\d$/.test(item)) return 'A count comes before the character that it repeats: 3h, 16s.'
  if (/^[\d\s]*\D$/.test(item))
    return `There is no format character “${item.trim()}”; the table has them all.`
  return ''
}
