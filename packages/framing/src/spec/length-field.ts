// A number in a header: where it is, how its bytes are read, and the error if it is wrong.
import type { LengthType } from './spec.ts'

/** A length field's type, taken apart. */
export interface FieldType {
  /** Size in bytes. */
  readonly size: number
  readonly littleEndian: boolean
  readonly signed: boolean
  /** 10 or 16 for digits; 0 for a binary number. */
  readonly radix: 0 | 10 | 16
  /** Two decimal digits in each byte, four bits each, instead of one in ASCII. */
  readonly packed?: boolean
}

/** `u24be`, `i64le`, `hex4`… as a {@link FieldType}. */
export function fieldType(type: LengthType): FieldType {
  const bcd = /^bcd(\d+)$/.exec(type)
  if (bcd !== null)
    return { size: Number(bcd[1]) / 2, littleEndian: false, signed: false, radix: 10, packed: true }
  const ascii = /^(dec|hex)(\d+)$/.exec(type)
  if (ascii !== null) {
    return { size: Number(ascii[2]), littleEndian: false, signed: false, radix: ascii[1] === 'dec' ? 10 : 16 }
  }
  const [, sign, bits, order] = /^([ui])(\d+)(be|le)?$/.exec(type) ?? []
  return { size: Number(bits) / 8, littleEndian: order === 'le', signed: sign === 'i', radix: 0 }
}

/** Reads a field exactly; undefined if ASCII digits are expected and something else is there. */
export function readExactly(
  type: FieldType,
  mask: bigint,
  bytes: Uint8Array,
  at: number,
): bigint | undefined {
  if (type.radix !== 0) {
    const value = readDigits(type, bytes, at)
    return Number.isNaN(value) ? undefined : BigInt(value)
  }
  let value = 0n
  for (let index = 0; index < type.size; index++) {
    const byte = bytes[at + (type.littleEndian ? type.size - 1 - index : index)] as number
    value = (value << 8n) | BigInt(byte)
  }
  value &= mask
  return type.signed ? BigInt.asIntN(8 * type.size, value) : value
}

/** The number that ASCII digits mean, or NaN. Signs and spaces are not allowed. */
export function readDigits(type: FieldType, bytes: Uint8Array, at: number): number {
  let value = 0
  if (type.packed === true) {
    for (let index = at; index < at + type.size; index++) {
      const byte = bytes[index] as number
      if (byte >> 4 > 9 || (byte & 0x0f) > 9) return NaN
      value = value * 100 + (byte >> 4) * 10 + (byte & 0x0f)
    }
    return value
  }
  for (let index = at; index < at + type.size; index++) {
    const byte = bytes[index] as number
    const digit = byte < 0x3a ? byte - 0x30 : (byte | 0x20) - 0x57
    if (digit < 0 || digit >= type.radix || (byte > 0x39 && digit < 10)) return NaN
    value = value * type.radix + digit
  }
  return value
}

/** Writes a field; false if the value does not fit. Bits outside the mask stay as they are in `bytes`. */
export function writeField(
  type: FieldType,
  mask: bigint,
  bytes: Uint8Array,
  at: number,
  value: bigint,
): boolean {
  if (value < 0n) return false
  if (type.radix !== 0) {
    const wanted = type.packed === true ? 2 * type.size : type.size
    const digits = value.toString(type.radix).padStart(wanted, '0')
    if (digits.length > wanted) return false
    if (type.packed === true) {
      for (let index = 0; index < type.size; index++)
        bytes[at + index] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16)
      return true
    }
    for (let index = 0; index < type.size; index++) bytes[at + index] = digits.charCodeAt(index)
    return true
  }
  const bits = BigInt(8 * type.size - (type.signed ? 1 : 0))
  if (value >> bits !== 0n || (value & mask) !== value) return false
  for (let index = 0; index < type.size; index++) {
    const at2 = at + (type.littleEndian ? index : type.size - 1 - index)
    bytes[at2] = Number((value >> BigInt(8 * index)) & 0xffn)
  }
  return true
}

/** A mask from its hex digits; every bit if there is none. */
export function maskOf(hex: string | undefined): bigint {
  return hex === undefined ? 2n ** 64n - 1n : BigInt(`0x${hex}`)
}
