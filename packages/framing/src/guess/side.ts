// One direction's streams with what is worked out about them once: surprise, text or not.
import type { Heard } from './evidence.ts'
import { surpriseOf } from './surprise.ts'

/** What was heard of one direction, of one or several connections. */
export interface Side {
  readonly heards: readonly Heard[]
  readonly surprise: readonly Float32Array[]
  readonly bytes: number
  /** The share of its bytes that a text has: printable ASCII, whitespace, UTF-8 beyond. */
  readonly text: number
  /** Whether this is only the beginning of what there is to look at. */
  readonly isBeginning: boolean
}

export const sideOf = (heards: readonly Heard[]): Side => {
  const given = heards.filter(({ bytes }) => bytes.length > 0)
  return {
    heards: given,
    surprise: surpriseOf(given.map(({ bytes }) => bytes)),
    bytes: given.reduce((sum, { bytes }) => sum + bytes.length, 0),
    text: textShare(given),
    isBeginning: false,
  }
}

/** The first bytes of a side, for a first look; `most` bytes of each stream, and only as many streams as give as much. */
export const beginningOf = ({ heards, surprise, text }: Side, most: number): Side => {
  let left = most
  const short: Heard[] = []
  for (const { bytes, isAll, cuts, ...rest } of heards) {
    if (left === 0) break
    const end = Math.min(left, bytes.length)
    left -= end
    const isCut = end < bytes.length
    short.push({
      ...rest,
      bytes: bytes.subarray(0, end),
      isAll: isAll && !isCut,
      cuts: isCut ? cuts.filter((cut) => cut < end) : cuts,
    })
  }
  return {
    heards: short,
    surprise: short.map(({ bytes }, index) => (surprise[index] as Float32Array).subarray(0, bytes.length)),
    bytes: most - left,
    text,
    isBeginning: true,
  }
}

/** How many bytes of each stream are looked at. */
const TEXT = 16 * 1024

const textShare = (heards: readonly Heard[]): number => {
  let text = 0
  let all = 0
  for (const { bytes } of heards) {
    for (let at = 0; at < Math.min(TEXT, bytes.length);) {
      const byte = bytes[at] as number
      const more = followers(bytes, at)
      if ((byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13) text += 1
      else if (more > 0) text += 1 + more
      at += 1 + more
      all += 1 + more
    }
  }
  return all === 0 ? 0 : text / all
}

/** How many bytes continue a UTF-8 character at `at` (RFC 3629, 3); 0 if none begins there. */
const followers = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at] as number
  const more =
    byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0
  for (let index = 1; index <= more; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0
  return more
}
