// The fast path: headers of one fixed size that hold the frame's length in one field. `length`, `struct`, `fixed`
// and most presets are this walk with different numbers.
import type { FrameColumns } from './frame-columns.ts'
import { readDigits, readExactly, type FieldType } from './length-field.ts'
import { firstUnlike, sayByte, sayMark, type Mark } from './marks.ts'
import { FAULT, MORE, SizedCutter } from './sized-cutter.ts'
import { walkWords } from './walk-words.ts'

/**
 *     0        at       at+size     header               total-trailer     total
 *     +--------+---------+-----------+---------------------+---------------+
 *     |        | length  |           |        body         |    trailer    |
 *     +--------+---------+-----------+---------------------+---------------+
 *     total = fixed + unit · (length & mask) + padding
 */
export interface HeaderLayout {
  /** Bytes that must be there before the size is known. */
  readonly need: number
  /** Bytes in front of the body. */
  readonly header: number
  /** The length field; none where every frame has the size `fixed`. */
  readonly field: { readonly type: FieldType; readonly at: number; readonly mask: bigint } | undefined
  readonly fixed: number
  readonly unit: number
  readonly starts: Mark
  readonly ends: Mark
  /** Lengths up to this one mean a frame of its header alone; -1 where none does. */
  readonly bare: number
  /** Index of the header byte that counts padding; -1 where none does. */
  readonly padding: number
}

/** How the field's bytes are read, as one number to switch on. */
const U8 = 1
const U16BE = 2
const U16LE = 3
const U24BE = 4
const U24LE = 5
const U32BE = 6
const U32LE = 7
const SLOW = 8
const NONE = 0

/** Sums of two sizes up to this one are 32-bit integers. */
const WIDEST = 2 ** 30 - 1

export class HeaderWalk extends SizedCutter {
  readonly #layout: HeaderLayout
  readonly #need: number
  readonly #read: number
  /** Where nothing but the size must be checked. */
  readonly #plain: boolean
  readonly #mask: number
  readonly #at: number
  readonly #fixed: number
  readonly #unit: number
  /** Lengths between these make frames that `max` allows and 32-bit integers hold. */
  readonly #lowest: number
  readonly #highest: number
  readonly #words: boolean

  constructor(layout: HeaderLayout, max: number) {
    super(max, layout.need, layout.ends)
    this.#layout = layout
    this.#need = layout.need
    this.header = layout.header
    this.trailer = layout.ends.length
    this.#read = readerOf(layout)
    this.#mask = Number((layout.field?.mask ?? 0n) & 0xffffffffn)
    const { starts, ends, bare, padding, field, fixed, unit, header } = layout
    this.#at = field?.at ?? 0
    this.#fixed = fixed
    this.#unit = unit
    this.#lowest = Math.max(0, Math.ceil((header - fixed) / unit))
    this.#highest = Math.floor((Math.min(max, WIDEST) - fixed) / unit)
    this.#words = this.#read === U32BE && unit === 1 && this.#mask === 0xffffffff
    this.#plain =
      starts.length === 0 && ends.length === 0 && bare < 0 && padding < 0 && !(field?.type.signed ?? false)
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    if (limit - at < this.#need) return MORE
    if (this.#plain) {
      const length = this.#value(bytes, at + this.#at)
      if (length >= this.#lowest && length <= this.#highest) return this.#fixed + this.#unit * length
    }
    const { fixed, unit, field, bare, padding, header, starts } = this.#layout
    const unlike = starts.length === 0 ? -1 : firstUnlike(starts, bytes, at)
    if (unlike >= 0) {
      return this.fail('START_WRONG', FAULT, { value: sayByte(bytes[at + unlike]), limit: sayMark(starts) })
    }
    const value = field === undefined ? 0 : this.#value(bytes, at + field.at)
    if (!(value >= 0)) return this.#failValue(bytes, at)
    let total = fixed + unit * value
    if (value <= bare) {
      total = header
    } else if (padding >= 0) {
      this.trailer = this.ends.length + (bytes[at + padding] as number)
      total += bytes[at + padding] as number
    }
    if (total > this.max)
      return this.fail('FRAME_TOO_LONG', FAULT, { value: this.#exact(bytes, at), limit: this.max })
    if (total < header + this.trailer && !(value <= bare)) {
      return this.fail('FRAME_TOO_SHORT', FAULT, {
        value: this.#exact(bytes, at),
        limit: header + this.trailer,
      })
    }
    return total
  }

  protected override walk(
    chunk: Uint8Array,
    from: number,
    base: number,
    out: FrameColumns,
    last: number,
  ): number {
    if (!this.#plain || chunk.length > WIDEST) return super.walk(chunk, from, base, out, last)
    const pos = this.#words
      ? walkWords(
          chunk,
          from,
          base,
          out,
          last,
          this.header,
          this.#at,
          this.#fixed,
          this.#lowest,
          this.#highest,
        )
      : this.#walkPlain(chunk, from, base, out, last)
    this.frameStart = base + pos
    if (pos === chunk.length || out.count >= last) return pos
    const size = this.readHeader(chunk, pos, chunk.length)
    if (size === MORE) return this.carry(chunk, pos)
    return size === FAULT ? pos : this.leaveOpen(chunk, pos, base, size)
  }

  override views(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void {
    if (!this.#plain || chunk.length > WIDEST) return
    const { buffer, byteOffset } = chunk
    const words = this.#words
    const header = this.header
    const fixed = this.#fixed
    const unit = this.#unit
    const lowest = this.#lowest
    const highest = this.#highest
    const limit = chunk.length
    const lastHeader = limit - this.#need
    let pos = from
    try {
      while (pos <= lastHeader) {
        const at = pos + this.#at
        const value = words ? readWord(chunk, at) : this.#value(chunk, at)
        if (!(value >= lowest && value <= highest)) break
        const front = pos
        const next = (pos + fixed + Math.imul(unit, value)) | 0
        if (next > limit) break
        pos = next
        onBody(new Uint8Array(buffer, byteOffset + front + header, next - front - header))
      }
    } finally {
      this.frameStart = base + pos
    }
  }

  /** As {@link walkWords}, for every other field. */
  #walkPlain(chunk: Uint8Array, from: number, base: number, out: FrameColumns, last: number): number {
    const fixed = this.#fixed
    const unit = this.#unit
    const lowest = this.#lowest
    const highest = this.#highest
    const limit = chunk.length
    const lastHeader = limit - this.#need
    let row = out.count
    let pos = from
    while (pos <= lastHeader && row < last) {
      const value = this.#value(chunk, pos + this.#at)
      if (!(value >= lowest && value <= highest)) break
      const next = (pos + fixed + Math.imul(unit, value)) | 0
      if (next > limit) break
      if (row === out.start.length) out.grow()
      out.start[row] = base + pos
      out.end[row] = base + next
      row++
      pos = next
    }
    out.complete(row, this.header, 0)
    return pos
  }

  /** Reads the field as it stands in the bytes. */
  #value(bytes: Uint8Array, at: number): number {
    const mask = this.#mask
    const a = bytes[at] as number
    switch (this.#read) {
      case NONE:
        return 0
      case U8:
        return a & mask
      case U16BE:
        return ((a << 8) | (bytes[at + 1] as number)) & mask
      case U16LE:
        return (a | ((bytes[at + 1] as number) << 8)) & mask
      case U24BE:
        return ((a << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)) & mask
      case U24LE:
        return (a | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)) & mask
      case U32BE:
        return (this.#word(a, bytes[at + 1], bytes[at + 2], bytes[at + 3]) & mask) >>> 0
      case U32LE:
        return (this.#word(bytes[at + 3] as number, bytes[at + 2], bytes[at + 1], a) & mask) >>> 0
      default:
        return this.#slowValue(bytes, at)
    }
  }

  #word(a: number, b = 0, c = 0, d = 0): number {
    return (a << 24) | (b << 16) | (c << 8) | d
  }

  /** Signed numbers, numbers of 8 bytes (rounded past 2⁵³, far above any limit) and ASCII digits (NaN if wrong). */
  #slowValue(bytes: Uint8Array, at: number): number {
    const { field } = this.#layout
    if (field === undefined) return 0
    if (field.type.radix !== 0) return readDigits(field.type, bytes, at)
    return Number(readExactly(field.type, field.mask, bytes, at))
  }

  /** The whole size that the header asks for, exact even where it is beyond all numbers. */
  #exact(bytes: Uint8Array, frame: number): number | bigint {
    const { field, fixed, unit } = this.#layout
    const value =
      field === undefined ? 0n : (readExactly(field.type, field.mask, bytes, frame + field.at) ?? 0n)
    const padding = BigInt(this.trailer - this.ends.length)
    const exact = BigInt(fixed) + BigInt(unit) * value + padding
    return exact <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(exact) : exact
  }

  #failValue(bytes: Uint8Array, frame: number): number {
    const { field } = this.#layout
    const at = frame + (field?.at ?? 0)
    const value = field === undefined ? undefined : readExactly(field.type, field.mask, bytes, at)
    if (field === undefined || value === undefined) {
      const size = field?.type.size ?? 0
      return this.fail('LENGTH_INVALID', FAULT, {
        value: sayMark([...bytes.subarray(at, at + size)]),
        limit: `${size} ${field?.type.radix === 16 ? 'hexadecimal' : 'decimal'} digits`,
      })
    }
    const safe = value >= BigInt(Number.MIN_SAFE_INTEGER)
    return this.fail('LENGTH_NEGATIVE', FAULT, { value: safe ? Number(value) : value })
  }
}

function readerOf({ field }: HeaderLayout): number {
  if (field === undefined) return NONE
  const { size, littleEndian, signed, radix } = field.type
  if (signed || radix !== 0 || size > 4) return SLOW
  const readers = [
    U8,
    littleEndian ? U16LE : U16BE,
    littleEndian ? U24LE : U24BE,
    littleEndian ? U32LE : U32BE,
  ]
  return readers[size - 1] ?? SLOW
}

/** Four bytes, the highest first, as a signed integer: 2³¹ and more is negative. */
function readWord(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  )
}
