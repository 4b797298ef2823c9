// Proposes delimiters: bytes that often end messages, and the last bytes of a stream or of a send.
import type { DelimiterSpec, LineSpec } from '../spec/spec.ts'
import type { Heard } from './evidence.ts'

/** Bytes that end messages in many protocols: NUL, ETX, EOT, LF, CR, ETB, FS, GS, RS, US, `;`, `|`, `~`, HDLC's flag, SLIP's end. */
const USUAL = [0, 3, 4, 10, 13, 23, 28, 29, 30, 31, 0x3b, 0x7c, 0x7e, 0xc0, 0xff]
const LONGEST = 6
const LEAST = 2

/** Delimiters that occur, as specs. */
export const delimitersOf = (heards: readonly Heard[]): readonly (DelimiterSpec | LineSpec)[] => {
  const texts = new Set<string>()
  for (const byte of USUAL) texts.add(String.fromCharCode(byte))
  for (const { bytes, isAll, cuts } of heards.slice(0, 4)) {
    const ends = [...(isAll ? [bytes.length] : []), ...cuts.slice(0, 8)]
    for (const end of ends)
      for (let size = 1; size <= Math.min(LONGEST, end); size += 1)
        texts.add(String.fromCharCode(...bytes.subarray(end - size, end)))
  }
  const specs: (DelimiterSpec | LineSpec)[] = []
  for (const text of texts) {
    const count = heards.reduce((sum, { bytes }) => sum + countOf(bytes, text, 64), 0)
    if (count < LEAST || isPart(heards, text, count)) continue
    if (text === '\n') specs.push({ kind: 'line' })
    else if (text !== '\r\n') specs.push({ kind: 'delimiter', delimiters: [text] })
    if (text.length === 1 && heards.every(({ bytes }) => bytes[0] === text.charCodeAt(0)))
      specs.push({ kind: 'delimiter', delimiters: [text], starts: hexOf(text) })
  }
  return [...specs, ...enclosed(heards)]
}

/** What may begin messages besides their end: control characters and punctuation, but no quote, which other texts have. */
const BEGINS = /^[\x01-\x08\x0b\x0c\x0e-\x1f!#$%&*:@^~<[{(]/
const MATES: Readonly<Record<string, string>> = { '<': '>', '[': ']', '{': '}', '(': ')' }
/** Bytes of a checksum after the delimiter. */
const TAILS = [0, 1, 2]

/** Delimiters after which always the same byte comes, with which the streams begin, too: `<…>`, STX and ETX, with a checksum or not. */
const enclosed = (heards: readonly Heard[]): readonly DelimiterSpec[] => {
  const first = String.fromCharCode(heards[0]?.bytes[0] ?? 0)
  if (!BEGINS.test(first) || heards.some(({ bytes }) => bytes[0] !== first.charCodeAt(0))) return []
  const mate = MATES[first]
  const ends = mate === undefined ? [...USUAL.map((byte) => String.fromCharCode(byte)), '\r\n', '*'] : [mate]
  return ends
    .filter((end) => end !== first)
    .flatMap((end) => TAILS.map((tail) => ({ end, tail })))
    .filter(({ end, tail }) => heards.every(({ bytes }) => isFollowedBy(bytes, end, tail, first)))
    .map(({ end, tail }) => ({
      kind: 'delimiter',
      delimiters: [end],
      starts: hexOf(first),
      ...(tail > 0 && { tail }),
    }))
}

/** Whether the first frames of a stream that such a delimiter ends are followed by the byte that begins one. */
const isFollowedBy = (bytes: Uint8Array, end: string, tail: number, first: string): boolean => {
  const last = end.charCodeAt(end.length - 1)
  let at = 0
  let frames = 0
  for (; frames < FOLLOWED && at < bytes.length; frames += 1) {
    if (bytes[at] !== first.charCodeAt(0)) return false
    const found = bytes.indexOf(last, at + end.length)
    if (found < 0) break
    if (end.length > 1 && bytes[found - 1] !== end.charCodeAt(0)) return false
    at = found + 1 + tail
  }
  return frames >= LEAST
}

/** How many frames are looked at. */
const FOLLOWED = 8

/** What people end messages with: control characters, bytes that UTF-8 has not, or punctuation, alone or before a line end, or a tag such as `<EOM>`. */
const LIKELY = /^(?:[\0-\x1f\x7f\xc0\xc1\xf5-\xff]+|[;|~$%#@&^*!.\\/]{1,4}(?:\r?\n)?|<[A-Z/]{2,4}>)$/

/** Whether it is only part of a delimiter or of a message: a CR of CR LF, the letter before a line end. */
const isPart = (heards: readonly Heard[], text: string, count: number): boolean => {
  if (text === '\r')
    return 2 * heards.reduce((sum, { bytes }) => sum + countOf(bytes, '\r\n', 64), 0) >= count
  return !LIKELY.test(text) || /^\n[^\n\r]/.test(text)
}

/** How often a text occurs, up to a limit. */
const countOf = (bytes: Uint8Array, text: string, limit: number): number => {
  const first = text.charCodeAt(0)
  let count = 0
  for (let at = bytes.indexOf(first); at >= 0 && count < limit; at = bytes.indexOf(first, at + 1)) {
    let like = 1
    while (like < text.length && bytes[at + like] === text.charCodeAt(like)) like += 1
    if (like === text.length) count += 1
  }
  return count
}

const hexOf = (text: string): string =>
  Array.from(text, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')
