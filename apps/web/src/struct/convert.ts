// Converts the texts of a format's fields to bytes and back, with Python's sentence if that fails.
import { Struct, StructError, type PackValue } from '@unstick/framing'
import type { StructField } from './fields.ts'
import { printValue, readValue } from '../model/bytes/value-text.ts'

/** `bytes[k]` is `undefined` if that byte could not be made or is missing. */
export interface Packed {
  readonly bytes: readonly (number | undefined)[]
  readonly whole: Uint8Array | undefined
  readonly values: readonly PackValue[]
  /** CPython's sentence, and the value it is about, if it is about one. */
  readonly error: string | undefined
  readonly wrong: number | undefined
}

/** An empty text is a missing value. */
export const packTexts = (
  struct: Struct,
  fields: readonly StructField[],
  texts: readonly string[],
): Packed => {
  const held = fields.filter((field) => field.value !== undefined)
  const given = held.map(({ code }, k) => readGiven(texts[k] ?? '', code))
  const values = given.filter((value) => value !== undefined)
  try {
    const whole = struct.pack(...values)
    return { bytes: [...whole], whole, values, error: undefined, wrong: undefined }
  } catch (error) {
    if (!(error instanceof StructError)) throw error
    const bytes = new Array<number | undefined>(struct.size).fill(undefined)
    const wrong: number[] = []
    for (const field of fields) {
      const made =
        field.value === undefined ? new Uint8Array(field.end - field.start) : packOne(struct, field, given)
      if (!made) wrong.push(field.value ?? 0)
      made?.forEach((byte, k) => (bytes[field.start + k] = byte))
    }
    return { bytes, whole: undefined, values, error: error.message, wrong: wrong[0] }
  }
}

/** The texts of the values, or Python's sentence. If bytes are missing, only the complete fields. */
export const unpackBytes = (
  struct: Struct,
  fields: readonly StructField[],
  bytes: Uint8Array,
): { readonly texts: readonly string[]; readonly error: string | undefined } => {
  const held = fields.filter((field) => field.value !== undefined)
  const texts = held.map((field) => {
    if (field.end > bytes.length) return ''
    const [value] = one(struct, field).unpack(bytes.subarray(field.start, field.end))
    return value === undefined ? '' : printValue(value, field.code)
  })
  try {
    struct.unpack(bytes)
    return { texts, error: undefined }
  } catch (error) {
    if (!(error instanceof StructError)) throw error
    return { texts, error: error.message }
  }
}

const readGiven = (text: string, code: string): PackValue =>
  text === '' && code !== 's' && code !== 'p' ? undefined : readValue(text, code)

const one = (struct: Struct, { name }: StructField): Struct => new Struct(struct.layout.order + name)

const packOne = (struct: Struct, field: StructField, given: readonly PackValue[]): Uint8Array | undefined => {
  const value = given[field.value ?? 0]
  if (value === undefined) return undefined
  try {
    return one(struct, field).pack(value)
  } catch (error) {
    if (error instanceof StructError) return undefined
    throw error
  }
}
