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
  return specs
}

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
