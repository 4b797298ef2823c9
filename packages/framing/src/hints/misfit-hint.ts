// What to say of bytes that do not fit a framing: what is there, what it looks like, and which rule near to the given one fits.
import type { FramingError } from '../errors.ts'
import { fieldType } from '../length-field.ts'
import type { FramingSpec } from '../spec.ts'
import type { MisfitBytes } from './misfit-bytes.ts'
import { movedEnd } from './moved-end.ts'
import { looksLike, showBytes } from './looks-like.ts'
import { otherRule, printRule } from './other-rules.ts'

/** One or two sentences to put after the error's own; empty if no byte is known. Nothing is guessed that was not tried. */
export const misfitHint = (
  spec: FramingSpec,
  error: Pick<FramingError, 'code'> & Partial<FramingError>,
  { bytes, isAll, side, before }: MisfitBytes,
): string => {
  if (bytes.length === 0) return ''
  const { code, offset = 0, at = offset } = error
  const seen = looksLike(bytes)
  // What announces itself so is no number in another order.
  const other = seen === undefined ? otherRule(spec, bytes, isAll, side) : undefined
  const known = seen === undefined ? '' : `: ${seen}`
  const place = bytes.subarray(at - offset)
  const isShown = at > offset && place.length > 0 && (seen === undefined || code !== 'START_WRONG')
  const wrong = isShown ? ` At byte ${grouped(at)} there is ${showBytes(place)}.` : ''
  const there = `The frame begins with ${showBytes(bytes)}${known}.${wrong}`
  const moved = movedEnd(spec, error, { bytes, isAll, side, before })
  if (moved !== '') return `${there} ${moved}`
  if (other) return `${there} ${upper(other.says)} the bytes fit: ${printRule(other)}.`
  const digits = digitsAsLength(spec, bytes)
  if (digits !== '') return `${there} ${digits}`
  // A frame that only ends early may be right.
  return code === 'END_INSIDE_FRAME' && seen === undefined ? '' : there
}

const grouped = (number: number): string => number.toLocaleString('en-US')

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** For digits where a binary length is. */
const digitsAsLength = (spec: FramingSpec, bytes: Uint8Array): string => {
  if (spec.kind !== 'length' || fieldType(spec.type).radix !== 0) return ''
  const at = spec.at ?? 0
  const text = String.fromCharCode(...bytes.subarray(at, at + fieldType(spec.type).size))
  return /^\d{2,}$/.test(text)
    ? `The bytes of its length are the digits “${text}”, and no binary number.`
    : ''
}
