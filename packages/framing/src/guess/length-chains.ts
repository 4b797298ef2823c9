// Looks for a length field: every type at every offset with every adjustment is walked from frame to frame, and those whose
// field is explained best by the sizes of the frames are proposed.
import { fieldType, readDigits, type FieldType } from '../spec/length-field.ts'
import { LENGTH_TYPES, type LengthSpec, type LengthType } from '../spec/spec.ts'
import { numbersCost } from './costs.ts'
import type { Heard } from './evidence.ts'

/** The last offset of a length field, in bytes. */
const LAST_AT = 24
/** In text a byte is seldom a number, so that one is looked for only near the beginning. */
const LAST_IN_TEXT = 2
const ONLY_TEXT = 0.998
/** Bytes that a frame has more than its length says: from none (the length counts everything) to this many. */
const MOST_FIXED = 44
/** How many frames are walked before a field is compared with others. */
const FRAMES = 32
/** How many frames without a single fault make a field worth a closer look. */
const LEAST_FRAMES = 2

/** A field that was walked. */
interface Chain {
  readonly spec: LengthSpec
  readonly bits: number
}

/** Unsigned and digits; signed fields that are never negative read the same. */
const TYPES: readonly LengthType[] = LENGTH_TYPES.filter((type) => !type.startsWith('i'))

/** The fields that explain these streams best, the best first; `text` is the share of text in them. */
export const lengthChains = (
  heards: readonly Heard[],
  surprise: readonly Float32Array[],
  text: number,
  most: number,
): readonly LengthSpec[] => {
  const walk = new Walk(heards, surprise)
  const found: Chain[] = []
  for (const type of TYPES) {
    const field = fieldType(type)
    const lastAt = text > ONLY_TEXT && (field.radix === 0 || field.packed === true) ? LAST_IN_TEXT : LAST_AT
    for (let at = 0; at <= lastAt; at += 1) {
      if (!walk.canRead(field, at)) continue
      const size = at + field.size
      for (let fixed = 0; fixed <= MOST_FIXED; fixed += 1) {
        if (!walk.canGoOn(field, at, fixed)) continue
        const bits = walk.bitsOf(field, at, fixed, 1)
        if (bits > 0) found.push({ bits, spec: specOf(type, at, fixed - size, 1) })
      }
      if (field.radix !== 0 || field.size > 2 || at > 8) continue
      for (const unit of [2, 4, 8])
        for (const fixed of [0, size, unit, 2 * unit, 8, 12, 16]) {
          const bits = walk.bitsOf(field, at, fixed, unit) - 4
          if (bits > 0) found.push({ bits, spec: specOf(type, at, fixed - size, unit) })
        }
    }
  }
  return found
    .sort((a, b) => b.bits - a.bits)
    .slice(0, most)
    .map(({ spec }) => spec)
}

const specOf = (type: LengthType, at: number, adjust: number, unit: number): LengthSpec => ({
  kind: 'length',
  type,
  ...(at !== 0 && { at }),
  ...(adjust !== 0 && { adjust }),
  ...(unit !== 1 && { unit }),
})

const sumsOf = (bits: Float32Array): Float64Array => {
  const sums = new Float64Array(bits.length + 1)
  for (let at = 0; at < bits.length; at += 1) sums[at + 1] = (sums[at] as number) + (bits[at] as number)
  return sums
}

/** Walks the first frames of several streams as if each were one field's. */
class Walk {
  readonly #heards: readonly Heard[]
  /** Of each stream, how surprising all bytes before each of its bytes are together. */
  readonly #sums: readonly Float64Array[]
  readonly #sizes = new Float64Array(FRAMES)

  constructor(heards: readonly Heard[], surprise: readonly Float32Array[]) {
    this.#heards = heards
    this.#sums = surprise.map(sumsOf)
  }

  /** Whether the first frame's field gives a size at all, which rules out most wide fields at once. */
  canRead(field: FieldType, at: number): boolean {
    const { bytes } = this.#heards[0] as Heard
    if (bytes.length < at + field.size) return false
    const value = read(field, bytes, at)
    return value >= 0 && value <= bytes.length + MOST_FIXED
  }

  /** Whether the second frame's field gives a size, too, which rules out most adjustments of the first. */
  canGoOn(field: FieldType, at: number, fixed: number): boolean {
    const { bytes } = this.#heards[0] as Heard
    const first = read(field, bytes, at) + fixed
    if (first < at + field.size) return false
    if (first + at + field.size > bytes.length) return true
    const size = read(field, bytes, first + at) + fixed
    return size >= at + field.size && (first + size <= bytes.length || size <= Math.max(4 * first, 4_096))
  }

  /** How many bits the field's bytes would cost, less what the sizes cost that they give; 0 if the streams do not fit. */
  bitsOf(field: FieldType, at: number, fixed: number, unit: number): number {
    const sizes = this.#sizes
    const front = at + field.size
    let frames = 0
    let bits = 0
    for (let index = 0; index < this.#heards.length && frames < FRAMES; index += 1) {
      const { bytes, isAll } = this.#heards[index] as Heard
      const sums = this.#sums[index] as Float64Array
      const { length } = bytes
      const judged = sums.length - 1
      let start = 0
      while (start + front <= judged && frames < FRAMES) {
        const value = read(field, bytes, start + at)
        const size = value * unit + fixed
        if (!(size >= front)) return 0
        if (start + size > length) {
          // An unfinished frame at the end is no contradiction, as long as it is about as long as the others.
          if (!isPlausible(size, sizes, frames)) return 0
          if (isAll) bits -= UNFINISHED
          break
        }
        bits += (sums[start + front] as number) - (sums[start + at] as number)
        sizes[frames] = size
        frames += 1
        start += size
      }
    }
    if (frames < LEAST_FRAMES || bits <= 0) return 0
    return bits - numbersCost(sizes, frames)
  }
}

/** Bits against a rule under which a stream that is over ends inside a frame. */
const UNFINISHED = 8

const isPlausible = (size: number, sizes: Float64Array, count: number): boolean => {
  let longest = 0
  for (let index = 0; index < count; index += 1) longest = Math.max(longest, sizes[index] as number)
  return size <= Math.max(4 * longest, 4_096)
}

/** The field's value; NaN for wrong digits. Wide fields are rounded, far above any size here. */
const read = (field: FieldType, bytes: Uint8Array, at: number): number => {
  if (field.radix !== 0) return readDigits(field, bytes, at)
  let value = 0
  if (field.littleEndian)
    for (let index = field.size - 1; index >= 0; index -= 1)
      value = value * 256 + (bytes[at + index] as number)
  else for (let index = 0; index < field.size; index += 1) value = value * 256 + (bytes[at + index] as number)
  return value
}
