// Lengths that count characters and not bytes: where a body of so many characters ends.
import { createFramer } from '../create-framer.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import type { Direction } from '../frames/framer.ts'
import { midStreamSpecs } from '../mid-stream.ts'
import type { FramingSpec } from '../spec/spec.ts'

export interface Encoding {
  /** Completes “its length counts …, and not its bytes”. */
  readonly says: string
  /** Size in bytes of the character at `at`, and how many it counts as; `undefined` if there is none. */
  readonly next: (bytes: Uint8Array, at: number) => readonly [size: number, counts: number] | undefined
}

/** RFC 3629, 3: the first byte says how many follow. */
const utf8Size = (bytes: Uint8Array, at: number): number | undefined => {
  const first = bytes[at]
  if (first === undefined) return undefined
  const size =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  const rest = bytes.subarray(at + 1, at + size)
  return size > 0 && rest.length === size - 1 && rest.every((byte) => (byte & 0xc0) === 0x80)
    ? size
    : undefined
}

export const ENCODINGS: readonly Encoding[] = [
  {
    says: 'the characters of UTF-8 text',
    next: (bytes, at) => {
      const size = utf8Size(bytes, at)
      return size === undefined ? undefined : [size, 1]
    },
  },
  {
    // JavaScript and Java count characters outside the basic plane twice.
    says: 'the UTF-16 units of what is sent as UTF-8 text',
    next: (bytes, at) => {
      const size = utf8Size(bytes, at)
      return size === undefined ? undefined : [size, size === 4 ? 2 : 1]
    },
  },
  {
    // A lead byte from 81 to FE, then a trail byte from 40 on.
    says: 'the characters of GBK text',
    next: (bytes, at) => {
      const first = bytes[at]
      const second = bytes[at + 1]
      if (first === undefined || first === 0x80 || first === 0xff) return undefined
      if (first < 0x80) return [1, 1]
      return second === undefined || second < 0x40 || second === 0x7f || second === 0xff ? undefined : [2, 1]
    },
  },
  {
    // Only of Latin letters, one byte of which is zero: any other bytes could be UTF-16, too.
    says: 'the units of UTF-16 text',
    next: (bytes, at) =>
      at + 1 < bytes.length && (bytes[at] === 0) !== (bytes[at + 1] === 0) ? [2, 1] : undefined,
  },
]

/** Where `count` characters from `at` on end; `undefined` if they are none or are not all there. */
const endOfCharacters = (
  { next }: Encoding,
  bytes: Uint8Array,
  at: number,
  count: number,
): number | undefined => {
  let counted = 0
  let end = at
  while (counted < count) {
    const found = next(bytes, end)
    if (found === undefined) return undefined
    end += found[0]
    counted += found[1]
  }
  return counted === count ? end : undefined
}

/** Where the frame at the bytes' beginning ends if its length counts characters; `undefined` if it is no frame, or is not all there. */
export const endOfCounted = (
  encoding: Encoding,
  spec: FramingSpec,
  bytes: Uint8Array,
  side: Direction,
): number | undefined => {
  const framer = createFramer(midStreamSpecs(spec)[0], side)
  const columns = new FrameColumns()
  framer.intervals(bytes, columns)
  if (columns.count === 0) return undefined
  const [length, header, trailer] = [columns.end[0], columns.header[0], columns.trailer[0]].map(Number)
  if (length === undefined || header === undefined || trailer === undefined) return undefined
  const end = endOfCharacters(encoding, bytes, header, length - header - trailer)
  return end === undefined || end + trailer > bytes.length ? undefined : end + trailer
}
