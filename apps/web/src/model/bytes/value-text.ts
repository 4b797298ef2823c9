// Values as Python writes them: from text to what struct packs, and from what it unpacks to text.
import type { PackValue, StructValue } from '@unstick/framing'
import { pythonText } from './copies.ts'

/** Whether a format character holds bytes. */
const holdsBytes = (code: string): boolean => code === 'c' || code === 's' || code === 'p'

/**
 * A Python literal as a value: integers of any size, floats, True, False, None. For `c s p`: the inside of a bytes
 * literal, or a whole one. Anything else stays a text, which struct refuses with Python's message.
 */
export const readValue = (text: string, code: string): PackValue => {
  if (holdsBytes(code)) return readBytes(text)
  const word = text.trim()
  if (word === 'True' || word === 'False') return word === 'True'
  if (word === 'None') return null
  return readInteger(word) ?? readFloat(word) ?? text
}

/** A value as its field shows it: bytes without quotes. */
export const printValue = (value: StructValue, code: string): string =>
  value instanceof Uint8Array ? pythonText(value).slice(2, -1) : pythonValue(value, code)

/** A value as Python prints it. */
export const pythonValue = (value: PackValue, code: string): string => {
  if (value instanceof Uint8Array) return pythonText(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return typeof value === 'number' && (isFloat(code) || !Number.isInteger(value))
    ? pythonFloat(value)
    : String(value)
}

/** What a field holds before the user types anything. */
export const zeroOf = (code: string): string => {
  if (code === 'c') return '\\x00'
  if (holdsBytes(code)) return ''
  if (code === '?') return 'False'
  return isFloat(code) ? '0.0' : '0'
}

const isFloat = (code: string): boolean => code === 'e' || code === 'f' || code === 'd'

const readInteger = (word: string): bigint | undefined => {
  const [, sign, digits] = /^([+-]?)(0x[\da-f_]+|0o[0-7_]+|0b[01_]+|[\d_]+)$/i.exec(word) ?? []
  if (digits === undefined || !/^(0[xob]_?)?[\da-f]+(_[\da-f]+)*$/i.test(digits)) return undefined
  const whole = BigInt(digits.replaceAll('_', ''))
  return sign === '-' ? -whole : whole
}

const readFloat = (word: string): number | undefined => {
  const [, sign, name] = /^([+-]?)(inf|infinity|nan)$/i.exec(word) ?? []
  if (name !== undefined) return /^nan$/i.test(name) ? NaN : sign === '-' ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : undefined
}

/** Python's `repr` of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16 on. */
const pythonFloat = (value: number): string => {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const [digits = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 16) return Number.isInteger(value) ? `${value}.0` : String(value)
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

const NAMED: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
}
const utf8 = new TextEncoder()

/** The inside of a bytes literal; characters beyond ASCII become their UTF-8 bytes. */
const readBytes = (text: string): Uint8Array => {
  const inside = /^b(['"])(.*)\1$/s.exec(text)?.[2] ?? text
  const pieces = inside.match(/\\x[\da-f]{2}|\\[0-7]{1,3}|\\.|[^\\]+|\\$/gis) ?? []
  return Uint8Array.from(pieces.flatMap((piece) => [...readPiece(piece)]))
}

const readPiece = (piece: string): Uint8Array | readonly number[] => {
  if (!piece.startsWith('\\') || piece.length === 1) return utf8.encode(piece)
  const escape = piece.slice(1)
  if (/^x[\da-f]{2}$/i.test(escape)) return [Number.parseInt(escape.slice(1), 16)]
  if (/^[0-7]+$/.test(escape)) return [Number.parseInt(escape, 8) & 0xff]
  const named = NAMED[escape]
  // An unknown escape stays as it is written, as in Python.
  return named === undefined ? utf8.encode(piece) : [named]
}
