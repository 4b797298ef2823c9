// What to say of bytes that do not fit a framing: what is there, what it looks like, and which rule near to the given one fits.
import type { FramingError } from '../frames/errors.ts'
import { fieldType } from '../spec/length-field.ts'
import type { FramingSpec } from '../spec/spec.ts'
import type { MisfitBytes } from './misfit-bytes.ts'
import { movedEnd } from './moved-end.ts'
import { isTextLine, looksLike, showBytes } from './looks-like.ts'
import { otherRule, printRule } from './other-rules.ts'

/** One or more sentences to put after the error's own; empty if no byte is known. Nothing is guessed that was not tried. */
export const misfitHint = (
  spec: FramingSpec,
  error: Pick<FramingError, 'code'> & Partial<FramingError>,
  given: MisfitBytes,
): string => {
  const { bytes } = given
  if (bytes.length === 0) return ''
  const { offset = 0, at = offset } = error
  const seen = looksLike(bytes)
  const known = seen === undefined ? '' : `: ${seen}`
  const place = bytes.subarray(at - offset)
  const wrong =
    at > offset && place.length > 0
      ? ` At byte ${at.toLocaleString('en-US')} there is ${showBytes(place)}.`
      : ''
  const there = `The frame begins with ${showBytes(bytes)}${known}.${wrong}`
  const why = movedEnd(spec, error, given) || (seen === undefined ? fitting(spec, given) : '')
  return why === '' ? there : `${there} ${why}`
}

/** Which rule near to the given one fits, or which text is in the place of a number. */
const fitting = (spec: FramingSpec, { bytes, isAll, side, before }: MisfitBytes): string => {
  const other = otherRule(spec, bytes, isAll, side)
  if (other) return `${upper(other.says)} the bytes fit: ${printRule(other)}.`
  // A length that was too large took the beginning of the next frame into the one before.
  const earlier = before && otherRule(spec, joined(before, bytes), isAll, side)
  if (earlier) return `${upper(earlier.says)} the bytes fit, from the frame before on: ${printRule(earlier)}.`
  return textAsLength(spec, bytes)
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** For digits or other text where a binary length is. */
const textAsLength = (spec: FramingSpec, bytes: Uint8Array): string => {
  if (spec.kind !== 'length' || fieldType(spec.type).radix !== 0) return ''
  const at = spec.at ?? 0
  const text = String.fromCharCode(...bytes.subarray(at, at + fieldType(spec.type).size))
  if (/^\d{2,}$/.test(text)) return `The bytes of its length are the digits “${text}”, and no binary number.`
  return text.length > 1 && isTextLine(bytes)
    ? `The bytes of its length are the text “${text}”, and no binary number.`
    : ''
}
