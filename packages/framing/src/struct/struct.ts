// Python's `struct` module: a compiled Struct, and functions that cache the formats they have seen.
import { parseFormat, type StructFormat } from './format.ts'
import { packValues, type PackValue } from './pack-values.ts'
import { StructError } from './struct-error.ts'
import { unpackValues, type StructValue } from './unpack-values.ts'

/**
 * A format compiled once, like Python's `struct.Struct`. Every method throws StructError in the same cases and with
 * the same sentences as CPython 3.11.
 */
export class Struct {
  readonly format: string
  /** How many bytes the format fills. */
  readonly size: number
  /** The format's parts and their places, for a picture of it. */
  readonly layout: StructFormat

  constructor(format: string) {
    this.format = format
    this.layout = parseFormat(format)
    this.size = this.layout.size
  }

  /** Packs the values into new bytes. */
  pack(...values: readonly PackValue[]): Uint8Array {
    if (values.length !== this.layout.values) throw countError('pack', this.layout.values, values.length)
    const bytes = new Uint8Array(this.size)
    packValues(this.layout, bytes, 0, values)
    return bytes
  }

  /** Packs the values into `target` from `offset` on (negative: from its end); the format's pad bytes become zero. */
  packInto(target: Uint8Array, offset: number, ...values: readonly PackValue[]): void {
    if (values.length !== this.layout.values) throw countError('pack_into', this.layout.values, values.length)
    let at = offset
    if (at < 0) {
      if (at + this.size > 0) throw new StructError(`no space to pack ${this.size} bytes at offset ${offset}`)
      if (at + target.length < 0) throw offsetError(offset, target)
      at += target.length
    }
    if (target.length - at < this.size) {
      const need = `pack_into requires a buffer of at least ${this.size + at} bytes`
      throw new StructError(
        `${need} for packing ${this.size} bytes at offset ${at} (actual buffer size is ${target.length})`,
      )
    }
    target.fill(0, at, at + this.size)
    packValues(this.layout, target, at, values)
  }

  /** Reads bytes of exactly this format's size. */
  unpack(bytes: Uint8Array): StructValue[] {
    if (bytes.length !== this.size) throw new StructError(`unpack requires a buffer of ${this.size} bytes`)
    return unpackValues(this.layout, bytes, 0)
  }

  /** Reads this format out of `bytes` from `offset` on (negative: from the end). */
  unpackFrom(bytes: Uint8Array, offset = 0): StructValue[] {
    let at = offset
    if (at < 0) {
      if (at + this.size > 0) {
        throw new StructError(`not enough data to unpack ${this.size} bytes at offset ${offset}`)
      }
      if (at + bytes.length < 0) throw offsetError(offset, bytes)
      at += bytes.length
    }
    if (bytes.length - at < this.size) {
      const need = `unpack_from requires a buffer of at least ${this.size + at} bytes`
      throw new StructError(
        `${need} for unpacking ${this.size} bytes at offset ${at} (actual buffer size is ${bytes.length})`,
      )
    }
    return unpackValues(this.layout, bytes, at)
  }

  /** Reads this format again and again until the bytes are used up; their count must be a multiple of its size. */
  iterUnpack(bytes: Uint8Array): IterableIterator<StructValue[]> {
    if (this.size === 0) throw new StructError('cannot iteratively unpack with a struct of length 0')
    if (bytes.length % this.size !== 0) {
      throw new StructError(`iterative unpacking requires a buffer of a multiple of ${this.size} bytes`)
    }
    return unpackEach(this.layout, bytes)
  }
}

function* unpackEach(format: StructFormat, bytes: Uint8Array): IterableIterator<StructValue[]> {
  for (let at = 0; at < bytes.length; at += format.size) yield unpackValues(format, bytes, at)
}

function countError(method: string, expected: number, got: number): StructError {
  return new StructError(`${method} expected ${expected} items for packing (got ${got})`)
}

function offsetError(offset: number, bytes: Uint8Array): StructError {
  return new StructError(`offset ${offset} out of range for ${bytes.length}-byte buffer`)
}

const MOST_KEPT = 100
const kept = new Map<string, Struct>()

/** The compiled format. The last 100 are cached, as in CPython. */
function structOf(format: string): Struct {
  const found = kept.get(format)
  if (found !== undefined) return found
  const made = new Struct(format)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(format, made)
  return made
}

/** How many bytes a format fills, padding included. */
export function calcsize(format: string): number {
  return structOf(format).size
}

/** {@link Struct.pack} of a format given as text. */
export function pack(format: string, ...values: readonly PackValue[]): Uint8Array {
  return structOf(format).pack(...values)
}

/** {@link Struct.packInto} of a format given as text. */
export function packInto(
  format: string,
  target: Uint8Array,
  offset: number,
  ...values: readonly PackValue[]
): void {
  structOf(format).packInto(target, offset, ...values)
}

/** {@link Struct.unpack} of a format given as text. */
export function unpack(format: string, bytes: Uint8Array): StructValue[] {
  return structOf(format).unpack(bytes)
}

/** {@link Struct.unpackFrom} of a format given as text. */
export function unpackFrom(format: string, bytes: Uint8Array, offset = 0): StructValue[] {
  return structOf(format).unpackFrom(bytes, offset)
}

/** {@link Struct.iterUnpack} of a format given as text. */
export function iterUnpack(format: string, bytes: Uint8Array): IterableIterator<StructValue[]> {
  return structOf(format).iterUnpack(bytes)
}
