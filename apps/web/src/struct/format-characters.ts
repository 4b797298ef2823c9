// The characters of Python's struct formats, with their types in C and in Python. Sizes and ranges come from the struct
// package itself.
import { Struct, StructError } from '@unstick/framing'

export interface FormatCharacter {
  readonly code: string
  readonly c: string
  readonly python: string
}

/** In the order of Python's manual: library/struct, "Format Characters". */
export const formatCharacters: readonly FormatCharacter[] = [
  { code: 'x', c: 'pad byte', python: 'no value' },
  { code: 'c', c: 'char', python: 'bytes of length 1' },
  { code: 'b', c: 'signed char', python: 'int' },
  { code: 'B', c: 'unsigned char', python: 'int' },
  { code: '?', c: '_Bool', python: 'bool' },
  { code: 'h', c: 'short', python: 'int' },
  { code: 'H', c: 'unsigned short', python: 'int' },
  { code: 'i', c: 'int', python: 'int' },
  { code: 'I', c: 'unsigned int', python: 'int' },
  { code: 'l', c: 'long', python: 'int' },
  { code: 'L', c: 'unsigned long', python: 'int' },
  { code: 'q', c: 'long long', python: 'int' },
  { code: 'Q', c: 'unsigned long long', python: 'int' },
  { code: 'n', c: 'ssize_t', python: 'int' },
  { code: 'N', c: 'size_t', python: 'int' },
  { code: 'e', c: 'half float', python: 'float' },
  { code: 'f', c: 'float', python: 'float' },
  { code: 'd', c: 'double', python: 'float' },
  { code: 's', c: 'char[]', python: 'bytes, as many as the count' },
  { code: 'p', c: 'char[], Pascal', python: 'bytes, a length byte first' },
  { code: 'P', c: 'void *', python: 'int' },
]

/** A character's size in bytes under an order character; `undefined` if that order does not have it. */
export const sizeUnder = (order: '@' | '=', code: string): number | undefined => {
  try {
    return new Struct(order + code).size
  } catch (error) {
    if (error instanceof StructError) return undefined
    throw error
  }
}

/** The exact bounds of an integer item; `undefined` for items that are not integers. */
export const rangeOf = (code: string, size: number): readonly [bigint, bigint] | undefined => {
  const character = formatCharacters.find((each) => each.code === code)
  if (character?.python !== 'int') return undefined
  const span = 1n << BigInt(8 * size)
  // CPython also accepts a negative address for P.
  if (code === 'P') return [-span / 2n, span - 1n]
  return code === code.toUpperCase() ? [0n, span - 1n] : [-span / 2n, span / 2n - 1n]
}

/** `0 … 65,535`, or powers of two if the digits would fill a line. */
export const rangeText = ([low, high]: readonly [bigint, bigint]): string => {
  const bits = high.toString(2).length
  if (bits <= 16) return `${signed(low.toLocaleString('en'))} … ${high.toLocaleString('en')}`
  const least = low === 0n ? '0' : `−2${raised((-low).toString(2).length - 1)}`
  return `${least} … 2${raised(bits)}−1`
}

const signed = (digits: string): string => digits.replace('-', '−')
const raised = (number: number): string =>
  String(number).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '')
