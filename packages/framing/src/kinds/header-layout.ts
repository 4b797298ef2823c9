// What `length`, `struct` and `fixed` share besides the walk: writing a frame and explaining it.
import { sayBytes } from '../frames/quantity.ts'
import { encodeError } from '../frames/errors.ts'
import type { HeaderLayout } from '../cutters/header-walk.ts'
import type { DiagramField, EncodeResult, HeaderField, SpecProblem } from './kind.ts'
import { readExactly, writeField } from '../spec/length-field.ts'
import { exampleOf, markOf, sayMark } from '../spec/marks.ts'

/** Makes a frame: marks and the length in place, every other header byte zero. */
export function encodeLayout(layout: HeaderLayout, body: Uint8Array, max: number): EncodeResult {
  const { header, field, fixed, unit, starts, ends } = layout
  const total = header + body.length + ends.length
  if (total > max) return tooLong(body, max - header - ends.length)
  const frame = new Uint8Array(total)
  frame.set(body, header)
  starts.forEach((byte, index) => (frame[index] = exampleOf(byte)))
  ends.forEach((byte, index) => (frame[total - ends.length + index] = exampleOf(byte)))
  if (field === undefined) {
    if (total !== fixed) {
      const size = fixed - header - ends.length
      return {
        ok: false,
        error: encodeError('BODY_SIZE_WRONG', { value: body.length, limit: sayBytes(size) }),
      }
    }
    return { ok: true, frame }
  }
  const counted = total - fixed
  if (counted < 0) {
    return { ok: false, error: encodeError('BODY_SIZE_WRONG', { value: body.length, limit: 'longer' }) }
  }
  if (counted % unit !== 0) {
    const limit = `of a size that makes header and body whole units of ${unit} bytes`
    return { ok: false, error: encodeError('BODY_SIZE_WRONG', { value: body.length, limit }) }
  }
  const value = counted / unit
  if (value <= layout.bare || !writeField(field.type, field.mask, frame, field.at, BigInt(value))) {
    return tooLong(body, largestBody(layout))
  }
  return { ok: true, frame }
}

function tooLong(body: Uint8Array, limit: number): EncodeResult {
  return { ok: false, error: encodeError('BODY_TOO_LONG', { value: body.length, limit }) }
}

/** The longest body whose length the field can hold, in bytes. */
function largestBody({ field, fixed, unit, header, ends }: HeaderLayout): number {
  if (field === undefined) return fixed - header - ends.length
  const { size: bytes, signed, radix, packed } = field.type
  const size = packed === true ? 2 * bytes : bytes
  const all =
    radix === 0 ? 2n ** BigInt(8 * size - (signed ? 1 : 0)) - 1n : BigInt(radix) ** BigInt(size) - 1n
  const most = radix === 0 ? all & field.mask : all
  return Number(most) * unit + fixed - header - ends.length
}

/** The header's fields of one frame. */
export function layoutFields(layout: HeaderLayout, frame: Uint8Array): readonly HeaderField[] {
  const { field, header, starts, ends, padding } = layout
  const fields: HeaderField[] = []
  if (starts.length > 0 && frame.length >= starts.length)
    fields.push(bytesField('starts', frame, 0, starts.length))
  if (field !== undefined && frame.length >= field.at + field.type.size) {
    const value = readExactly(field.type, field.mask, frame, field.at)
    const shown = value ?? 'no number'
    fields.push({
      name: 'length',
      start: field.at,
      end: field.at + field.type.size,
      value: typeof shown === 'bigint' && shown <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(shown) : shown,
      text: shown.toString(),
    })
  }
  if (padding >= 0 && frame.length > padding) fields.push(bytesField('padding', frame, padding, padding + 1))
  if (ends.length > 0 && frame.length >= header + ends.length) {
    fields.push(bytesField('ends', frame, frame.length - ends.length, frame.length))
  }
  return fields
}

export function bytesField(name: string, frame: Uint8Array, start: number, end: number): HeaderField {
  const text = sayMark([...frame.subarray(start, end)])
  return { name, start, end, value: end - start === 1 ? (frame[start] as number) : text, text }
}

/** The byte diagram: what comes before the length, the length, the rest of the header, body and trailer. */
export function layoutDiagram(layout: HeaderLayout): readonly DiagramField[] {
  const { field, fixed, header, ends, padding } = layout
  const fields: DiagramField[] = []
  const end = field === undefined ? 0 : field.at + field.type.size
  if (field !== undefined) {
    if (field.at > 0) fields.push({ name: 'header', size: field.at, role: 'header' })
    fields.push({ name: 'length', size: field.type.size, role: 'length' })
  }
  if (header > end) fields.push({ name: 'header', size: header - end, role: 'header' })
  const size = field === undefined ? fixed - header - ends.length : undefined
  fields.push({ name: 'body', size, role: 'body' })
  if (padding >= 0) fields.push({ name: 'padding', size: undefined, role: 'trailer' })
  if (ends.length > 0)
    fields.push({ name: ends.map(shortByte).join(' '), size: ends.length, role: 'trailer' })
  return fields
}

function shortByte(byte: number): string {
  return byte < 0 ? '??' : sayMark([byte]).slice(2)
}

/** "how many bytes follow the header", where body = unit · value + `rest`. */
export function bodyWords(unit: number, rest: number): string {
  const counted =
    unit === 1
      ? 'how many bytes of body follow the header'
      : `how many units of ${unit} bytes of body follow the header`
  if (rest === 0) return counted
  return rest < 0 ? `${counted}, plus ${sayBytes(-rest)}` : `${counted}, minus ${sayBytes(rest)}`
}

/** A start mark must lie inside the header, because it is checked together with the header. */
export function startsProblem(starts: string | undefined, header: number): SpecProblem | undefined {
  if (markOf(starts).length <= header) return undefined
  return {
    word: 'starts',
    message: `starts=${starts ?? ''} is longer than the header of ${sayBytes(header)}.`,
    expected: [`at most ${sayBytes(header)} in hex`],
  }
}
