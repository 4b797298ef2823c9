// Lengths that are a few bytes wrong: the delimiter is elsewhere, or the length counts characters and not bytes. A hint is
// given only if what follows the end that it names is framed without an error.
import { mainSpec } from '../composition.ts'
import { createFramer } from '../create-framer.ts'
import type { FramingError } from '../errors.ts'
import { FrameColumns } from '../frame-columns.ts'
import { midStreamSpecs } from '../mid-stream.ts'
import type { FramingSpec } from '../spec.ts'
import type { MisfitBytes } from './misfit-bytes.ts'

/** How many bytes before the expected place a delimiter is looked for. */
const MOST_EARLIER = 16
/** How many bytes a count of characters may be short. */
const MOST_SHORT = 256

/** Empty if neither fits. */
export const movedEnd = (spec: FramingSpec, error: Partial<FramingError>, given: MisfitBytes): string =>
  error.code === 'DELIMITER_MISSING' ? movedDelimiter(spec, error, given) : shortBody(spec, given)

const movedDelimiter = (
  spec: FramingSpec,
  { offset = 0, at = offset, limit }: Partial<FramingError>,
  given: MisfitBytes,
): string => {
  const { bytes } = given
  const ends = Array.from(String(limit).matchAll(/0x([0-9a-f]{2})/g), ([, digits = '']) =>
    Number.parseInt(digits, 16),
  )
  if (ends.length === 0) return ''
  const isAt = (place: number) => place >= 0 && ends.every((byte, k) => bytes[place + k] === byte)
  // The wrong byte may be any of the delimiter's: the first of them was expected here, or up to so many bytes earlier.
  const expected = at - offset
  for (let earlier = 1; earlier <= MOST_EARLIER; earlier += 1) {
    const place = expected - earlier
    if (isAt(place) && goesOn(spec, given, place + ends.length))
      return `The delimiter ${String(limit)} is at byte ${(offset + place).toLocaleString('en-US')}, ${bytesText(earlier)} earlier, and what follows it fits.`
  }
  for (let later = 1; later <= MOST_SHORT; later += 1) {
    const place = expected + later
    if (!isAt(place)) continue
    const isText = continuations(bytes.subarray(0, place)) === later
    if (!isText || !goesOn(spec, given, place + ends.length)) return ''
    return `The delimiter comes ${bytesText(later)} later, and what follows it fits: the length counts the body's characters, and ${later} more bytes are in them.`
  }
  return ''
}

/** After a frame whose length was too small, what is left of its body is taken for the next frame. */
const shortBody = (spec: FramingSpec, given: MisfitBytes): string => {
  const { bytes, before } = given
  if (!before || !['length', 'struct', 'varint', 'content-length', 'http1'].includes(mainSpec(spec).kind))
    return ''
  for (let short = 1; short <= Math.min(MOST_SHORT, bytes.length); short += 1) {
    const more = continuations(before) + continuations(bytes.subarray(0, short))
    if (more === short && goesOn(spec, given, short))
      return `If the frame before this one is ${bytesText(short)} longer, what follows fits: its length counts the characters of UTF-8 text, and not its bytes.`
  }
  return ''
}

/** How many bytes of UTF-8 text do not begin a character (RFC 3629, 3). */
const continuations = (bytes: Uint8Array): number =>
  bytes.reduce((count, byte) => count + ((byte & 0xc0) === 0x80 ? 1 : 0), 0)

/** Whether the stream is over there, or a frame fits there. */
const goesOn = (spec: FramingSpec, { bytes, isAll, side = 'client' }: MisfitBytes, from: number): boolean => {
  if (from >= bytes.length) return isAll && from === bytes.length
  const framer = createFramer(midStreamSpecs(spec)[0], side)
  const columns = new FrameColumns()
  framer.intervals(bytes.subarray(from), columns)
  return framer.error === undefined && columns.count > 0
}

const bytesText = (count: number): string => (count === 1 ? '1 byte' : `${count} bytes`)
