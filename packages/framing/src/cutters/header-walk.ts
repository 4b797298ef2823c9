// The fast path for headers of one fixed size that hold the frame's length in one field. `length`, `struct`, `fixed`
// and most presets are this walk with different numbers.
import type { FrameColumns } from '../frames/frame-columns.ts'
import { readDigits, readExactly, type FieldType } from '../spec/length-field.ts'
import { firstUnlike, sayByte, sayMark, type Mark } from '../spec/marks.ts'
import { FAULT, MORE, SizedCutter } from './sized-cutter.ts'

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
  /** Bytes before the body. */
  readonly header: number
  /** The length field; none if every frame has the size `fixed`. */
  readonly field: { readonly type: FieldType; readonly at: number; readonly mask: bigint } | undefined
  readonly fixed: number
  readonly unit: number
  readonly starts: Mark
  readonly ends: Mark
  /** Lengths up to this one mean a frame that is only its header; -1 if none does. */
  readonly bare: number
  /** Index of the header byte that counts padding; -1 if none does. */
  readonly padding: number
  /** The body's blocks, each with as many bytes of checksum after it; none if the body is whole. */
  readonly blocks?: { readonly size: number; readonly check: number }
}

/** Sums of two sizes up to this one are 32-bit integers. */
export const WIDEST = 2 ** 30 - 1

export class HeaderWalk extends SizedCutter {
  readonly #layout: HeaderLayout
  readonly #need: number
  /** The same, if only the size must be checked. */
  readonly #plain: BytePlaces | undefined
  /** The field, if it is an unsigned number of at most 4 bytes: see {@link readNumber}. */
  readonly #places: BytePlaces | undefined
  readonly #fixed: number
  readonly #unit: number
  /** Lengths between these two make frames that `max` allows and 32-bit integers hold. */
  readonly #lowest: number
  readonly #highest: number

  constructor(layout: HeaderLayout, max: number) {
    super(max, layout.need, layout.ends)
    this.#layout = layout
    this.#need = layout.need
    this.header = layout.header
    this.trailer = layout.ends.length
    const { starts, ends, bare, padding, fixed, unit, header } = layout
    this.#places = bytePlaces(layout)
    this.#fixed = fixed
    this.#unit = unit
    this.#lowest = Math.max(0, Math.ceil((header - fixed) / unit))
    this.#highest = Math.floor((Math.min(max, WIDEST) - fixed) / unit)
    const unmarked =
      starts.length === 0 && ends.length === 0 && bare < 0 && padding < 0 && layout.blocks === undefined
    this.#plain = unmarked ? this.#places : undefined
  }

  protected override readHeader(bytes: Uint8Array, at: number, limit: number): number {
    if (limit - at < this.#need) return MORE
    if (this.#plain !== undefined) {
      const length = readNumber(this.#plain, bytes, at)
      if (length >= this.#lowest && length <= this.#highest) return this.#fixed + this.#unit * length
    }
    const { fixed, unit, bare, padding, header, starts } = this.#layout
    const unlike = starts.length === 0 ? -1 : firstUnlike(starts, bytes, at)
    if (unlike >= 0) {
      const facts = { value: sayByte(bytes[at + unlike]), limit: sayMark(starts), within: unlike }
      return this.fail('START_WRONG', FAULT, facts)
    }
    const value =
      this.#places === undefined ? this.#slowValue(bytes, at) : readNumber(this.#places, bytes, at)
    if (!(value >= 0)) return this.#failValue(bytes, at)
    let total = fixed + unit * value
    if (value <= bare) {
      total = header
    } else if (padding >= 0) {
      this.trailer = this.ends.length + (bytes[at + padding] as number)
      total += bytes[at + padding] as number
    }
    const within = this.#layout.field?.at ?? 0
    const { blocks } = this.#layout
    if (blocks !== undefined && total > header)
      total += Math.ceil((total - header) / blocks.size) * blocks.check
    if (total > this.max)
      return this.fail('FRAME_TOO_LONG', FAULT, { value: this.#exact(bytes, at), limit: this.max, within })
    if (total < header + this.trailer && !(value <= bare)) {
      return this.fail('FRAME_TOO_SHORT', FAULT, {
        value: this.#exact(bytes, at),
        limit: header + this.trailer,
        within,
      })
    }
    return total
  }

  /**
   * The base class's `cut` as one loop, for layouts in which only the size must be checked. Growing is a loop inside
   * it so that V8 keeps one copy of the loop: see `word-walk.ts`.
   */
  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const limit = chunk.length
    const plain = this.#plain
    if (plain === undefined || limit > WIDEST) return super.cut(chunk, from, base, out, most)
    if (this.carried > 0) {
      const next = this.completeHeader(chunk, from)
      if (this.carried > 0) return next
    }
    const last = out.count + most
    let next = from
    if (this.frameEnd >= 0) {
      next = this.frameEnd - base
      if (next > limit) return limit
      this.close(out)
    }
    const header = this.header
    const fixed = this.#fixed
    const unit = this.#unit
    const lowest = this.#lowest
    const highest = this.#highest
    const lastHeader = limit - this.#need
    let { start: starts, end: ends, header: headers, trailer: trailers } = out
    let row = out.count
    let front = next
    while (front <= lastHeader && row !== last) {
      const value = readNumber(plain, chunk, front)
      if (value < lowest || value > highest) break
      next = (front + fixed + Math.imul(unit, value)) | 0
      if (next > limit) break
      while (row === starts.length) {
        out.grow()
        ;({ start: starts, end: ends, header: headers, trailer: trailers } = out)
      }
      starts[row] = base + front
      ends[row] = base + next
      headers[row] = header
      trailers[row] = 0
      row++
      front = next
    }
    out.count = row
    if (next > limit) {
      this.expect(base + front, next - front)
      return limit
    }
    this.frameStart = base + front
    return front === limit || row === last ? front : this.readLast(chunk, front, base)
  }

  /** Reads a header that is cut by the chunk's end or is not plain. */
  protected readLast(chunk: Uint8Array, front: number, base: number): number {
    const size = this.readHeader(chunk, front, chunk.length)
    if (size === MORE) return this.carry(chunk, front)
    return size === FAULT ? front : this.leaveOpen(chunk, front, base, size)
  }

  override views(chunk: Uint8Array, from: number, base: number, onBody: (body: Uint8Array) => void): void {
    if (this.#plain === undefined || chunk.length > WIDEST) return
    const { a, b, c, d, mask } = this.#plain
    const { buffer, byteOffset } = chunk
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
        const value =
          (((chunk[pos + a] as number) << 24) |
            ((chunk[pos + b] as number) << 16) |
            ((chunk[pos + c] as number) << 8) |
            (chunk[pos + d] as number)) &
          mask
        if (value < lowest || value > highest) break
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

  /** Signed numbers, numbers of 8 bytes (rounded past 2⁵³, far above any limit) and ASCII digits (NaN if wrong). */
  #slowValue(bytes: Uint8Array, frame: number): number {
    const { field } = this.#layout
    if (field === undefined) return 0
    if (field.type.radix !== 0) return readDigits(field.type, bytes, frame + field.at)
    return Number(readExactly(field.type, field.mask, bytes, frame + field.at))
  }

  /** The whole size that the header asks for, exact even if no number can hold it. */
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
        within: field?.at ?? 0,
      })
    }
    const safe = value >= BigInt(Number.MIN_SAFE_INTEGER)
    return this.fail('LENGTH_NEGATIVE', FAULT, { value: safe ? Number(value) : value, within: field.at })
  }
}

/** An unsigned number of at most 4 bytes in either byte order: see {@link readNumber}. */
interface BytePlaces {
  /** Offsets in the frame of the bytes that count 2²⁴, 2¹⁶, 2⁸ and 1. If the mask clears a byte, its offset is any. */
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  /** As a 32-bit integer. */
  readonly mask: number
}

/** Where the field's bytes are; undefined for signed numbers, wide numbers and digits. */
function bytePlaces({ field }: HeaderLayout): BytePlaces | undefined {
  if (field === undefined) return { a: 0, b: 0, c: 0, d: 0, mask: 0 }
  const { type, at, mask } = field
  const { size, littleEndian, signed, radix } = type
  if (signed || radix !== 0 || size > 4) return undefined
  const place = (power: number) => at + (littleEndian || power >= size ? power % size : size - 1 - power)
  const own = 2 ** (8 * size) - 1
  return { a: place(3), b: place(2), c: place(1), d: place(0), mask: Number(mask & BigInt(own)) | 0 }
}

/** The field's value. Hot loops have a copy of it in which values of 2³¹ and more are negative. */
function readNumber({ a, b, c, d, mask }: BytePlaces, bytes: Uint8Array, frame: number): number {
  const word =
    ((bytes[frame + a] as number) << 24) |
    ((bytes[frame + b] as number) << 16) |
    ((bytes[frame + c] as number) << 8) |
    (bytes[frame + d] as number)
  return (word & mask) >>> 0
}
