// Refuses a rule whose frames look regular, but show nothing of what the rule says: tables, waveforms and runs of one byte
// have as many such frames as one likes.
import type { FrameColumns } from '../frames/frame-columns.ts'
import { fieldType } from '../spec/length-field.ts'
import type { PlainSpec } from '../spec/spec.ts'
import type { Columns } from './columns-gain.ts'
import { countedBytes } from './counted-bytes.ts'
import type { Heard } from './evidence.ts'
import { paddedOf } from './padded.ts'
import type { Side } from './side.ts'

/** How many frames in a row may be one byte repeated: empty messages are, but seldom one after another. */
const RUN = 3

/** Whether many frames are one byte repeated: rules that lock into zeros find as many as they like. */
export const isMonotonous = (side: Side, found: readonly FrameColumns[], frames: number): boolean => {
  let dull = 0
  for (const [index, { count, start, end }] of found.entries()) {
    const { bytes } = side.heards[index] as Heard
    let run = 0
    for (let row = 0; row < count; row += 1) {
      run = isOneByte(bytes, start[row] as number, end[row] as number) ? run + 1 : 0
      if (run >= RUN) dull += 1
    }
  }
  return dull * 12 > frames
}

const isOneByte = (bytes: Uint8Array, from: number, to: number): boolean => {
  let at = from + 1
  while (at < to && bytes[at] === bytes[from]) at += 1
  return at >= to
}

interface Judged {
  readonly frames: number
  readonly counted: number
  /** How many frames `counted` is about. */
  readonly judged: number
  readonly columns: Columns
  /** Whether most sends or segments begin with a frame. */
  readonly hasMet: boolean
  /** Whether all streams are over and end where a frame does, or that is not known yet. */
  readonly hasLanded: boolean
}

/**
 * Whether the kind's own claim is not borne out, however regular the bytes are: lengths that explain nothing, or records of one
 * size without a mark or a counter in them.
 */
export const isUnfounded = (
  main: PlainSpec,
  side: Side,
  found: readonly FrameColumns[],
  { frames, counted, judged, columns, hasMet, hasLanded }: Judged,
): boolean => {
  const { constant, counters } = columns
  const sizes = sizesOf(found)
  if (main.kind === 'fixed') {
    if (hasMet || paddedOf(side.heards)?.size === main.size) return false
    return !isRecord(constant, counters, sizes) || (sizes.length < LEAST_RECORDS && !side.isBeginning)
  }
  if (countedBytes(main) === undefined) return false
  const isAnchored = hasMet || showsBeginnings(main, columns)
  const isExact = hasLanded && judged >= LEAST_EXACT && counted >= EXACT * judged && areMixed(sizes)
  const wide = widened(main, constant)
  if ((!isAnchored || (wide !== main && !hasMet)) && isFarFetched(wide, sizes, isExact)) return true
  if (!isAnchored && found.every(takesTurns)) return true
  if (isSwallowed(side, found)) return true
  const isShort = main.kind === 'varint' || (main.kind === 'length' && main.type === 'u8')
  const most = isShort && !isAnchored ? MOST_ALIKE : NEARLY_ALL
  const size = usualSize(sizes, most)
  if (size !== undefined && frames >= 3) return saysLittle(main, size, isAnchored)
  return judged >= 16 && counted < 0.2 * judged
}

/** The sizes of all frames, the smallest first. */
const sizesOf = (found: readonly FrameColumns[]): Float64Array => {
  const sizes = new Float64Array(found.reduce((sum, { count }) => sum + count, 0))
  let index = 0
  for (const { count, start, end } of found)
    for (let row = 0; row < count; row += 1) sizes[index++] = (end[row] as number) - (start[row] as number)
  return sizes.sort()
}

const isMark = (byte: number | undefined): boolean => byte !== undefined && byte > 0 && byte < 0xff

/** Records that are smaller than this are more likely numbers, and fewer records than these show no rule. */
const SMALLEST_RECORD = 5
const LEAST_RECORDS = 8

/** Whether records begin with two bytes that are always the same, or count: one such byte is what tables of any kind have. */
const isRecord = (constant: readonly number[], counters: readonly number[], sizes: Float64Array): boolean => {
  const [size = 0] = sizes
  if (size < SMALLEST_RECORD) return false
  const [first, second, ...others] = constant
  const isMagic =
    isMark(first) &&
    isMark(second) &&
    first !== second &&
    others.filter((byte) => byte >= 0).length * 2 < size
  return isMagic || counters.length > 0
}

/** Whether something besides the length shows where frames begin: a mark in front, or a counter. */
export const showsBeginnings = (main: PlainSpec, { constant, counters }: Columns): boolean =>
  counters.length > 0 || hasMarkInFront(main, constant)

/** Whether every frame begins with the same byte, which is not a part of its length. */
const hasMarkInFront = (main: PlainSpec, constant: readonly number[]): boolean =>
  (countedBytes(main)?.at ?? 0) > 0 && isMark(constant[0])

/**
 * Whether a length counts what hardly anybody would let it count: a part of the bytes before it, or words instead of bytes; or
 * is behind or before other bytes in records of nearly one size. Counting what follows, or itself too, or the whole message
 * is usual. Others are believed if something else shows where messages begin.
 */
const isFarFetched = (main: PlainSpec, sizes: Float64Array, isExact: boolean): boolean => {
  if (main.kind === 'varint') return (main.at ?? 0) > 0 && isNarrow(sizes) && !isExact
  if (main.kind !== 'length') return false
  const { type, at = 0, adjust = 0, unit = 1 } = main
  const { size, radix, packed = false } = fieldType(type)
  // Digits are hardly ever where a length is by chance.
  if (radix !== 0 && !packed) return false
  if (packed && at > 0) return true
  if (unit !== 1 || (adjust < 0 && adjust !== -size && adjust !== -(at + size))) return true
  return (at > 0 || adjust > 0) && isNarrow(sizes) && !isExact
}

/** A length of which only the lower bytes are read, because the others are always zero, as the wider field that it is. */
const widened = (main: PlainSpec, constant: readonly number[]): PlainSpec => {
  if (main.kind !== 'length' || main.unit !== undefined) return main
  const { type, at = 0, adjust = 0 } = main
  const { size, littleEndian, radix } = fieldType(type)
  if (radix !== 0 || size > 2 || (size > 1 && !littleEndian)) return main
  for (let place = at + size; place < at + 4; place += 1) if (constant[place] !== 0) return main
  return { ...main, type: 'u32le', adjust: adjust - (4 - size) }
}

/** So many sizes take turns in tables whose numbers grow evenly. */
const TURNS = 6

/** Whether a few sizes take turns, as they do where a rule meets the same columns of a table again and again. */
const takesTurns = ({ count, start, end }: FrameColumns): boolean => {
  if (count < MANY) return false
  const size = (row: number) => (end[row] as number) - (start[row] as number)
  for (let turn = 2; turn <= TURNS; turn += 1) {
    let row = turn
    while (row < count && size(row) === size(row - turn)) row += 1
    if (row === count) return true
  }
  return false
}

/** So many lengths that explain so many bits each, of mixed sizes up to the stream's end, are more than a table has. */
const LEAST_EXACT = 8
const EXACT = 2.5
const MOST_COMMON = 0.7

/** Whether no size is that of most frames. */
const areMixed = (sizes: Float64Array): boolean => usualSize(sizes, MOST_COMMON) === undefined

const NARROW = 0.35
const NARROW_BYTES = 8

/** Whether nearly all frames differ little in size, as the records of a table do. */
const isNarrow = (sizes: Float64Array): boolean => {
  const at = (share: number) => sizes[Math.round(share * (sizes.length - 1))] as number
  return sizes.length >= MANY && at(0.9) - at(0.1) < Math.min(NARROW_BYTES, NARROW * at(0.5))
}

/** A frame that is so many times as long as half of the others, and longer than this, says nothing by being followed by few. */
const GIANT = 16
const GIANT_SIZE = 1_024
const FOLLOWERS = 4
const MOST_SWALLOWED = 1 / 3

/**
 * Whether much of a stream lies in frames far longer than the others, after which nothing shows that they end there: a wrong
 * length jumps over what would have refuted the rule.
 */
const isSwallowed = (side: Side, found: readonly FrameColumns[]): boolean => {
  let swallowed = 0
  for (const [index, { count, start, end }] of found.entries()) {
    const { bytes, isAll } = side.heards[index] as Heard
    if (count === 0 || (isAll && end[count - 1] === bytes.length)) continue
    const sizes = Float64Array.from(
      { length: count },
      (_, row) => (end[row] as number) - (start[row] as number),
    ).sort()
    const giant = Math.max(GIANT_SIZE, GIANT * (sizes[count >> 1] as number))
    const reaches = isAll ? (end[count - 1] as number) : bytes.length
    for (let row = Math.max(0, count - FOLLOWERS); row < count; row += 1)
      if ((end[row] as number) - (start[row] as number) > giant) {
        swallowed += reaches - (start[row] as number)
        break
      }
    // What has begun and is not whole shows nothing either.
    const rest = bytes.length - (end[count - 1] as number)
    if (rest > giant) swallowed += rest
  }
  return swallowed > MOST_SWALLOWED * side.bytes
}

/** If nearly all frames have one size, any byte that is always the same could be its length, but for what is to be added. */
const saysLittle = (main: PlainSpec, size: number, isAnchored: boolean): boolean => {
  if (main.kind === 'varint')
    return (main.at ?? 0) > 1 || size <= 1 + (main.at ?? 0) || (!isAnchored && size < SMALL)
  if (main.kind === 'ber' || main.kind === 'websocket') return size <= 4
  if (main.kind !== 'length') return false
  const { type, at = 0, adjust = 0, unit = 1 } = main
  const field = fieldType(type)
  const front = at + field.size
  const isNatural = adjust === 0 || adjust === -front
  if ((field.packed === true || (field.radix !== 0 && field.size < 3)) && !isAnchored) return true
  return !isNatural || unit !== 1 || size === front + adjust || (!isAnchored && (at > 0 || size < SMALL))
}

/** Records that are smaller than this are more likely numbers. */
const SMALL = 12

/** So large a share of the frames, if there are many, is nearly all; of frames with a length of one byte this one. */
const NEARLY_ALL = 0.9
const MOST_ALIKE = 0.75
const MANY = 12

/** The size that all frames have, or nearly all of many. */
const usualSize = (sizes: Float64Array, share: number): number | undefined => {
  const frames = sizes.length
  const least = Math.ceil(frames < MANY ? frames : share * frames)
  // A size that so many have is in the middle, and in that many places around it.
  const middle = sizes[frames >> 1] as number
  let count = 0
  for (const size of sizes) if (size === middle) count += 1
  return count >= least ? middle : undefined
}
