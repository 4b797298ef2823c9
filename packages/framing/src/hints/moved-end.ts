// Lengths that are a few bytes wrong: the delimiter is elsewhere, or the length counts characters and not bytes. A hint is
// given only if what follows the end that it names is framed without an error.
import { mainSpec } from '../language/composition.ts'
import { createFramer } from '../create-framer.ts'
import type { FramingError } from '../frames/errors.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import { sayBytes } from '../frames/quantity.ts'
import { midStreamSpecs } from '../mid-stream.ts'
import type { FramingSpec } from '../spec/spec.ts'
import { type Encoding, ENCODINGS, endOfCounted } from './counted-characters.ts'
import type { MisfitBytes } from './misfit-bytes.ts'

const NEWLINE = 0x0a
/** How many bytes from the expected place a delimiter is looked for; one of a single byte is soon found by chance. */
const MOST_MOVED = 16
const MOST_MOVED_BYTE = 2
/** How many bytes a count of characters may be short. */
const MOST_SHORT = 256
/** How many frames with such a fault are followed, one after another. */
const MOST_FRAMES = 32

/** Empty if neither fits. */
export const movedEnd = (spec: FramingSpec, error: Partial<FramingError>, given: MisfitBytes): string =>
  error.code === 'DELIMITER_MISSING' ? movedDelimiter(spec, error, given, 0) : shortBody(spec, given)

const movedDelimiter = (
  spec: FramingSpec,
  { offset = 0, at = offset, limit }: Partial<FramingError>,
  given: MisfitBytes,
  depth: number,
): string => {
  const { bytes } = given
  const ends = delimiterOf(String(limit))
  if (ends.length === 0) return ''
  const isAt = (place: number) => place >= 0 && ends.every((byte, k) => bytes[place + k] === byte)
  const fits = (place: number) => isAt(place) && goesOn(spec, given, place + ends.length, depth)
  const named = (place: number) =>
    `The delimiter ${String(limit)} is at byte ${(offset + place).toLocaleString('en-US')}`
  // The wrong byte may be any of the delimiter's: the first of them was expected here, or up to so many bytes earlier.
  const expected = at - offset
  // A line in front of the body ends with the same bytes.
  const most = ends.length === 1 ? MOST_MOVED_BYTE : MOST_MOVED
  const first = ends.includes(NEWLINE) ? bytes.indexOf(NEWLINE) + 1 : 0
  let mayBeLater = true
  for (let moved = 1; moved <= MOST_SHORT; moved += 1) {
    const earlier = expected - moved
    if (moved <= most && earlier >= first && fits(earlier))
      return `${named(earlier)}, ${sayBytes(moved)} earlier, and what follows it fits.`
    const later = expected + moved
    if (!mayBeLater || !isAt(later)) continue
    const isText = ENCODINGS.some((encoding) => moreThanCharacters(encoding, bytes, later) === moved)
    if ((!isText && moved > most) || !fits(later)) {
      // The first delimiter after the expected place belongs to what follows. The frame's own may lie further before it.
      mayBeLater = false
      continue
    }
    return isText
      ? `The delimiter comes ${sayBytes(moved)} later, and what follows it fits: the length counts the body's characters, and ${moved} more ${moved === 1 ? 'byte is' : 'bytes are'} in them.`
      : `${named(later)}, ${sayBytes(moved)} later, and what follows it fits.`
  }
  return ''
}

/** The bytes of `0x0d 0x0a` or `\r\n after the data`. */
const delimiterOf = (text: string): readonly number[] =>
  Array.from(text.matchAll(/0x([0-9a-f]{2})|\\([rn])/g), ([, digits, letter]) =>
    digits === undefined ? (letter === 'r' ? 0x0d : 0x0a) : Number.parseInt(digits, 16),
  )

/** How many bytes more than characters come before `end`: a header before them is ASCII, and has as many of both. */
const moreThanCharacters = ({ next }: Encoding, bytes: Uint8Array, end: number): number | undefined => {
  let more = 0
  let at = 0
  while (at < end) {
    const found = next(bytes, at)
    if (found === undefined) return undefined
    more += found[0] - found[1]
    at += found[0]
  }
  return at === end ? more : undefined
}

/** After a frame whose length was too small, what is left of its body is taken for the next frame. */
const shortBody = (spec: FramingSpec, given: MisfitBytes): string => {
  const { bytes, before, side = 'client' } = given
  if (
    !before ||
    !['length', 'struct', 'varint', 'digits', 'content-length', 'http1'].includes(mainSpec(spec).kind)
  )
    return ''
  const both = new Uint8Array(before.length + bytes.length)
  both.set(before)
  both.set(bytes, before.length)
  for (const encoding of ENCODINGS) {
    const end = endOfCounted(encoding, spec, both, side) ?? 0
    const short = end - before.length
    if (short <= 0 || short > MOST_SHORT) continue
    if (goesOn(spec, given, short, 0) || goesOnCounted(encoding, spec, { ...given, bytes: both }, end))
      return `If the frame before this one is ${sayBytes(short)} longer, what follows fits: its length counts ${encoding.says}, and not its bytes.`
  }
  return ''
}

/** Whether the stream is over there, or at least one frame fits there whose length counts characters, too. */
const goesOnCounted = (
  encoding: Encoding,
  spec: FramingSpec,
  { bytes, isAll, side = 'client' }: MisfitBytes,
  from: number,
): boolean => {
  let at = from
  for (let frames = 0; frames < MOST_FRAMES; frames += 1) {
    if (at === bytes.length) return isAll || frames > 0
    const end = endOfCounted(encoding, spec, bytes.subarray(at), side)
    if (end === undefined) return frames > 0 && !isAll
    at += end
  }
  return true
}

/** Whether the stream is over there, or a frame fits there; perhaps up to one with the same fault. */
const goesOn = (spec: FramingSpec, given: MisfitBytes, from: number, depth: number): boolean => {
  const { bytes, isAll, side = 'client' } = given
  if (from >= bytes.length) return isAll && from === bytes.length
  const framer = createFramer(midStreamSpecs(spec)[0], side)
  const columns = new FrameColumns()
  framer.intervals(bytes.subarray(from), columns)
  const { error } = framer
  if (error === undefined) return columns.count > 0
  if (error.code !== 'DELIMITER_MISSING' || depth === MOST_FRAMES) return false
  const rest = { ...given, bytes: bytes.subarray(from + error.offset) }
  return movedDelimiter(spec, { ...error, offset: 0, at: error.at - error.offset }, rest, depth + 1) !== ''
}
