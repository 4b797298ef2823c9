// Reads Python's struct format language: the place and type of every item in a format.
// Source: https://docs.python.org/3.11/library/struct.html, "Format Strings"; sizes and alignment under `@` are
// those of x86-64 Linux (LP64).
import { StructError } from './struct-error.ts'

/** Byte order, size and alignment: the first character of a format. */
export type OrderCharacter = '@' | '=' | '<' | '>' | '!'

/** How an item's bytes are read: `narrow` integers fit a JavaScript number, `wide` ones (8 bytes) are bigints. */
export type ItemFamily = 'narrow' | 'wide' | 'float' | 'text' | 'char' | 'bool' | 'pad'

/** A run of equal items in a format: `3h` is one, and so is `16s`, whose count is its length in bytes. */
export interface FormatItem {
  /** The format character: `x c b B ? h H i I l L q Q n N e f d s p P`. */
  readonly code: string
  /** Where the run begins, in bytes from the start, after any padding that aligns it. */
  readonly offset: number
  /** Size of one item, in bytes. */
  readonly size: number
  /** The repeat count: items, or bytes for `s`, `p` and `x`. */
  readonly count: number
  /** How many values the run packs or unpacks: none for `x`, one for `s` and `p`. */
  readonly values: number
  readonly family: ItemFamily
  /** For integers of up to 4 bytes: the smallest and the largest value. */
  readonly low: number
  readonly high: number
}

/** A parsed format, ready to pack and unpack. */
export interface StructFormat {
  readonly order: OrderCharacter
  readonly littleEndian: boolean
  /** Whether sizes and alignment are native (`@` or no order character). */
  readonly native: boolean
  readonly items: readonly FormatItem[]
  /** Whole size, in bytes. */
  readonly size: number
  /** How many values the format packs or unpacks. */
  readonly values: number
}

/** Sizes under `= < > !`, in bytes; there is no alignment there, and no `n`, `N` or `P`. */
const STANDARD_SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  s: 1,
  p: 1,
  h: 2,
  H: 2,
  e: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  f: 4,
  q: 8,
  Q: 8,
  d: 8,
}

/** Sizes under `@`, in bytes; an item is aligned to its own size. */
const NATIVE_SIZES: Readonly<Record<string, number>> = { ...STANDARD_SIZES, l: 8, L: 8, n: 8, N: 8, P: 8 }

/** CPython's PY_SSIZE_T_MAX. */
const LARGEST_SIZE = 2n ** 63n - 1n

/**
 * Reads a format.
 * @throws StructError with CPython's sentence: `bad char in struct format`, `repeat count given without format
 * specifier`, `total struct size too long`, `embedded null character`.
 */
export function parseFormat(format: string): StructFormat {
  if (format.includes('\0')) throw new StructError('embedded null character')
  const order = orderOf(format)
  const native = order === '@'
  const sizes = native ? NATIVE_SIZES : STANDARD_SIZES
  const items: FormatItem[] = []
  let size = 0n
  let values = 0
  const body = format.startsWith(order) ? format.slice(1) : format
  for (const [token, digits = '', code] of body.matchAll(/(\d*)(\D)|\d+$/g)) {
    if (digits === '' && code !== undefined && /[ \t\n\v\f\r]/.test(code)) continue
    const count = code === undefined ? BigInt(token) : digits === '' ? 1n : BigInt(digits)
    if (count > LARGEST_SIZE) throw new StructError('total struct size too long')
    if (code === undefined) throw new StructError('repeat count given without format specifier')
    const itemSize = Object.hasOwn(sizes, code) ? sizes[code] : undefined
    if (itemSize === undefined) throw new StructError('bad char in struct format')
    const step = BigInt(itemSize)
    const start = native ? ((size + step - 1n) / step) * step : size
    size = start + count * step
    if (size > LARGEST_SIZE) throw new StructError('total struct size too long')
    const item = itemOf(code, Number(start), itemSize, Number(count))
    values += item.values
    items.push(item)
  }
  return {
    order,
    littleEndian: order !== '>' && order !== '!',
    native,
    items,
    size: Number(size),
    values,
  }
}

function orderOf(format: string): OrderCharacter {
  const first = format[0]
  return first === '=' || first === '<' || first === '>' || first === '!' ? first : '@'
}

function itemOf(code: string, offset: number, size: number, count: number): FormatItem {
  const family = familyOf(code, size)
  const span = 2 ** (8 * size)
  const low = code === code.toUpperCase() ? 0 : -span / 2
  const values = family === 'pad' ? 0 : family === 'text' ? 1 : count
  return { code, offset, size, count, values, family, low, high: low + span - 1 }
}

function familyOf(code: string, size: number): ItemFamily {
  if (code === 'x') return 'pad'
  if (code === 's' || code === 'p') return 'text'
  if (code === 'c') return 'char'
  if (code === '?') return 'bool'
  if (code === 'e' || code === 'f' || code === 'd') return 'float'
  return size === 8 ? 'wide' : 'narrow'
}
