// Unpacks bytes into values, one run of a format at a time.
import type { FormatItem, StructFormat } from './format.ts'
import { halfToNumber } from './half-float.ts'

/**
 * What a format gives: numbers for integers of up to 4 bytes and for floats, bigints for those of 8 bytes
 * (`q Q n N P`, and `l L` under `@`), booleans for `?`, bytes (a copy) for `c s p`.
 */
export type StructValue = number | bigint | boolean | Uint8Array

/** Reads a whole format from `bytes` at `base`; the caller ensures that there are enough bytes. */
export function unpackValues(format: StructFormat, bytes: Uint8Array, base: number): StructValue[] {
  const values: StructValue[] = []
  for (const item of format.items) {
    let at = base + item.offset
    if (item.family === 'text') {
      values.push(unpackText(item, bytes, at))
      continue
    }
    for (let index = 0; index < item.values; index++) {
      if (item.family === 'narrow') values.push(unpackNarrow(item, format.littleEndian, bytes, at))
      else values.push(unpackOther(item, format.littleEndian, bytes, at))
      at += item.size
    }
  }
  return values
}

function unpackNarrow(item: FormatItem, littleEndian: boolean, bytes: Uint8Array, at: number): number {
  let value: number
  if (item.size === 1) {
    value = bytes[at] as number
  } else if (item.size === 2) {
    const a = bytes[at] as number
    const b = bytes[at + 1] as number
    value = littleEndian ? (b << 8) | a : (a << 8) | b
  } else {
    value = readWord(bytes, at, littleEndian) >>> 0
  }
  return value > item.high ? value - (item.high - item.low + 1) : value
}

function unpackOther(item: FormatItem, littleEndian: boolean, bytes: Uint8Array, at: number): StructValue {
  switch (item.family) {
    case 'bool':
      return bytes[at] !== 0
    case 'char':
      return bytes.slice(at, at + 1)
    case 'wide': {
      const view = viewOf(bytes, at, 8)
      return item.low === 0 ? view.getBigUint64(0, littleEndian) : view.getBigInt64(0, littleEndian)
    }
    case 'float': {
      const view = viewOf(bytes, at, item.size)
      if (item.code === 'd') return view.getFloat64(0, littleEndian)
      return item.code === 'f'
        ? view.getFloat32(0, littleEndian)
        : halfToNumber(view.getUint16(0, littleEndian))
    }
    case 'narrow':
    case 'text':
    case 'pad':
      throw new Error(`unpackOther was given a run of '${item.code}'`)
  }
}

function unpackText(item: FormatItem, bytes: Uint8Array, at: number): Uint8Array {
  if (item.code === 's') return bytes.slice(at, at + item.count)
  if (item.count === 0) return new Uint8Array(0)
  const length = Math.min(bytes[at] as number, item.count - 1)
  return bytes.slice(at + 1, at + 1 + length)
}

function readWord(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const a = bytes[at] as number
  const b = bytes[at + 1] as number
  const c = bytes[at + 2] as number
  const d = bytes[at + 3] as number
  return littleEndian ? (d << 24) | (c << 16) | (b << 8) | a : (a << 24) | (b << 16) | (c << 8) | d
}

function viewOf(bytes: Uint8Array, at: number, size: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + at, size)
}
