// Packs values into bytes, one run of a format at a time.
import type { FormatItem, StructFormat } from './format.ts'
import { numberToHalf } from './half-float.ts'
import { StructError } from './struct-error.ts'

/** What a format takes: integers as number, bigint or boolean, `c s p` as bytes, `?` anything. */
export type PackValue = number | bigint | boolean | Uint8Array | string | null | undefined

const scratch = new DataView(new ArrayBuffer(8))

/**
 * Writes the values of a whole format into `bytes` at `base`; the caller ensures the room. Pad bytes become zero.
 * @throws StructError with CPython's sentence if a value has the wrong type or is out of range.
 */
export function packValues(
  format: StructFormat,
  bytes: Uint8Array,
  base: number,
  values: readonly PackValue[],
): void {
  let next = 0
  for (const item of format.items) {
    let at = base + item.offset
    if (item.family === 'text') {
      packText(item, bytes, at, values[next])
      next += 1
      continue
    }
    for (const last = next + item.values; next < last; next++) {
      const value = values[next]
      if (item.family === 'narrow') packNarrow(item, format.littleEndian, bytes, at, value)
      else packOther(item, format, bytes, at, value)
      at += item.size
    }
  }
}

function packNarrow(
  item: FormatItem,
  littleEndian: boolean,
  bytes: Uint8Array,
  at: number,
  value: PackValue,
): void {
  const whole = typeof value === 'number' && Number.isInteger(value) ? value : Number(integerOf(value))
  if (whole < item.low || whole > item.high) throw rangeError(item, littleEndian, value)
  if (item.size === 1) {
    bytes[at] = whole
  } else if (item.size === 2) {
    bytes[at] = littleEndian ? whole : whole >> 8
    bytes[at + 1] = littleEndian ? whole >> 8 : whole
  } else {
    writeWord(bytes, at, littleEndian, whole)
  }
}

function packOther(
  item: FormatItem,
  format: StructFormat,
  bytes: Uint8Array,
  at: number,
  value: PackValue,
): void {
  switch (item.family) {
    case 'wide':
      packWide(item, format.littleEndian, bytes, at, value)
      return
    case 'float':
      packFloat(item, format, bytes, at, value)
      return
    case 'bool':
      bytes[at] = isTrue(value) ? 1 : 0
      return
    case 'char':
      if (!(value instanceof Uint8Array) || value.length !== 1) {
        throw new StructError('char format requires a bytes object of length 1')
      }
      bytes.set(value, at)
      return
    case 'narrow':
    case 'text':
    case 'pad':
      throw new Error(`packOther was given a run of '${item.code}'`)
  }
}

function packWide(
  item: FormatItem,
  littleEndian: boolean,
  bytes: Uint8Array,
  at: number,
  value: PackValue,
): void {
  const whole = integerOf(value)
  const pointer = item.code === 'P'
  const least = pointer ? -(2n ** 63n) : BigInt(item.low)
  const most = pointer || item.low === 0 ? 2n ** 64n - 1n : 2n ** 63n - 1n
  if (whole < least || whole > most) {
    throw new StructError(pointer || !littleEndian ? 'int too large to convert' : 'argument out of range')
  }
  scratch.setBigUint64(0, BigInt.asUintN(64, whole), littleEndian)
  copyScratch(bytes, at, 8)
}

function packFloat(
  item: FormatItem,
  { littleEndian, native }: StructFormat,
  bytes: Uint8Array,
  at: number,
  value: PackValue,
): void {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
    throw new StructError('required argument is not a float')
  }
  const real = Number(value)
  // Python cannot turn an int this large into a float, and these are its words.
  if (typeof value === 'bigint' && !Number.isFinite(real)) {
    throw new StructError('required argument is not a float')
  }
  if (item.code === 'd') {
    scratch.setFloat64(0, real, littleEndian)
  } else if (item.code === 'f') {
    // Under `@` CPython lets the C compiler narrow the number, so one that is too large becomes an infinity.
    const fits = native || !Number.isFinite(real) || Number.isFinite(Math.fround(real))
    if (!fits) throw tooLarge(item, value)
    scratch.setFloat32(0, real, littleEndian)
  } else {
    const half = numberToHalf(real)
    if (half === undefined) throw tooLarge(item, value)
    scratch.setUint16(0, half, littleEndian)
  }
  copyScratch(bytes, at, item.size)
}

/** `s`: cut or filled with zeros to its count. `p`: a length byte (at most 255), then the same in what is left. */
function packText(item: FormatItem, bytes: Uint8Array, at: number, value: PackValue): void {
  if (!(value instanceof Uint8Array)) {
    throw new StructError(`argument for '${item.code}' must be a bytes object`)
  }
  if (item.code === 's') {
    bytes.set(value.subarray(0, item.count), at)
  } else if (item.count > 0) {
    const text = value.subarray(0, item.count - 1)
    bytes[at] = Math.min(text.length, 255)
    bytes.set(text, at + 1)
  }
}

function integerOf(value: PackValue): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value)))
    return BigInt(value)
  throw new StructError('required argument is not an integer')
}

/**
 * CPython first reads the argument as a C long (or unsigned long), and its error for larger ones names no range. In
 * the machine's byte order it packs by C types and names those types; the other order has its own routines.
 */
function rangeError(item: FormatItem, littleEndian: boolean, value: PackValue): StructError {
  const whole = integerOf(value)
  const { code, low, high } = item
  const viaUnsigned = code === 'I' || code === 'L' || (code === 'H' && !littleEndian)
  const inLong = viaUnsigned ? whole >= 0n && whole < 2n ** 64n : whole >= -(2n ** 63n) && whole < 2n ** 63n
  if (!inLong) return new StructError('argument out of range')
  const name = littleEndian || item.size === 1 ? RANGE_NAMES[code] : undefined
  return new StructError(`${name ?? `'${code}'`} format requires ${low} <= number <= ${high}`)
}

const RANGE_NAMES: Readonly<Record<string, string>> = { b: 'byte', B: 'ubyte', h: 'short', H: 'ushort' }

/** An int and a float fail in different words; a bigint or a boolean is an int here, a number a float. */
function tooLarge(item: FormatItem, value: PackValue): StructError {
  if (typeof value !== 'number') return new StructError('int too large to convert')
  return new StructError(`float too large to pack with ${item.code} format`)
}

/** Python's `bool()`. */
function isTrue(value: PackValue): boolean {
  if (typeof value === 'number') return value !== 0
  return value instanceof Uint8Array ? value.length > 0 : Boolean(value)
}

function writeWord(bytes: Uint8Array, at: number, littleEndian: boolean, word: number): void {
  if (littleEndian) {
    bytes[at] = word
    bytes[at + 1] = word >>> 8
    bytes[at + 2] = word >>> 16
    bytes[at + 3] = word >>> 24
  } else {
    bytes[at] = word >>> 24
    bytes[at + 1] = word >>> 16
    bytes[at + 2] = word >>> 8
    bytes[at + 3] = word
  }
}

function copyScratch(bytes: Uint8Array, at: number, size: number): void {
  for (let index = 0; index < size; index++) bytes[at + index] = scratch.getUint8(index)
}
